#!/usr/bin/env node
// Verifies an NDJSON export of the audit log with nothing but Node (18 or newer): no package, no database, no Bureau.
//   node verify-export.mjs audit-2026-11-22.ndjson --key audit-signing-key.pub.pem
// What is checked, and how to do it with other means, is written in docs/audit-verification.md.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';

const [file, ...options] = process.argv.slice(2);
const keyFiles = options.filter((_, i) => options[i - 1] === '--key');
if (!file || options.length !== keyFiles.length * 2) {
  process.stderr.write('Usage: node verify-export.mjs <export.ndjson> [--key <public key in PEM>]…\n');
  process.exit(2);
}

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (text) => Buffer.from(text, 'hex');
/** The value behind `name=` in a line such as a seal's header. */
const valueOf = (text, name) => new RegExp(`(?:^| )${name}=(\\S+)`).exec(text)?.[1];

class Altered extends Error {}
const demand = (condition, message) => {
  if (!condition) throw new Altered(message);
};

/** Public keys by their names: the first 16 digits of the hash of their DER form. */
const keys = new Map(
  keyFiles.map((name) => {
    const key = createPublicKey(readFileSync(name));
    return [
      sha256(key.export({ type: 'spki', format: 'der' }))
        .toString('hex')
        .slice(0, 16),
      key,
    ];
  }),
);

const seals = new Map();
let fields = null;
let end = null;
let rows = 0;
let unsealed = 0;
/** Rows in which what names a person was erased, and those of them that the seal proves no more. */
let erased = 0;
let unproven = 0;

function takeSeal({ seq, header, prev, root, checkpoint, key, signature }) {
  const head = sha256(hex(prev), hex(root), header).toString('hex');
  demand(Number(valueOf(header, 'seq')) === seq, `Seal ${seq}: its header is of another seal.`);
  demand(valueOf(checkpoint, 'head') === head, `Seal ${seq}: its checkpoint is of something else.`);
  demand(Number(valueOf(checkpoint, 'seq')) === seq, `Seal ${seq}: its checkpoint is of another seal.`);
  if (keys.size > 0) {
    demand(keys.has(key), `Seal ${seq}: it was signed with the key ${key}, which was not given.`);
    const signed = verify(null, Buffer.from(checkpoint), keys.get(key), Buffer.from(signature, 'base64'));
    demand(signed, `Seal ${seq}: the signature does not fit.`);
  }
  const [before, after] = [seals.get(seq - 1), seals.get(seq + 1)];
  demand(!before || before.head === prev, `Seal ${seq} does not follow from seal ${seq - 1}.`);
  demand(!after || after.prev === head, `Seal ${seq + 1} does not follow from seal ${seq}.`);
  seals.set(seq, { head, prev, root, size: Number(valueOf(header, 'rows')) });
}

/** The root that a leaf leads to along its path (RFC 9162, 2.1.3.2). */
function rootFrom(leaf, index, size, path) {
  let hash = leaf;
  let last = size - 1;
  for (const step of path.map(hex)) {
    while (index % 2 === 0 && index === last) [index, last] = [index >> 1, last >> 1];
    hash = index % 2 === 1 ? sha256(Buffer.from([1]), step, hash) : sha256(Buffer.from([1]), hash, step);
    [index, last] = [index >> 1, last >> 1];
  }
  return hash.toString('hex');
}

const ERASED = '[erased]';
const PERSONAL_KEYS = ['email', 'full_name'];
const isNothing = (value) => value === null || value === undefined;

/** Old or new values without what names a person. */
const withoutPerson = (values) =>
  isNothing(values) || typeof values !== 'object' || Array.isArray(values)
    ? values
    : Object.fromEntries(Object.entries(values).filter(([key]) => !PERSONAL_KEYS.includes(key)));

const COMMITMENTS = ['actor_commitment', 'values_commitment'];
const without = (row, names) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** What of a row stands in its canonical text of form 2 as it is. */
const openly = (row) => ({
  ...without(row, ['actor_name', 'ip', 'user_agent']),
  old_values: withoutPerson(row.old_values),
  new_values: withoutPerson(row.new_values),
});

/** What the two salted hashes of form 2 stand for, as the row shows it. */
const shownParts = (row) => ({
  actor: [row.actor.name, row.ip, row.user_agent],
  values: [row.old_values, row.new_values].flatMap((values) =>
    PERSONAL_KEYS.map((key) => values?.[key] ?? null),
  ),
});

/** A part is either shown with the salt that its hash was made with, or it is blank. */
function takePart(id, part, shown, opened, commitment) {
  if (!opened) {
    demand(
      shown.every((value) => isNothing(value) || value === ERASED),
      `Row ${id}: what it says of its ${part} is proven by nothing.`,
    );
    return false;
  }
  const hash = sha256(hex(opened.salt.replaceAll('-', '')), opened.text).toString('hex');
  demand(hash === commitment, `Row ${id}: what it says of its ${part} is not what was sealed.`);
  demand(
    isDeepStrictEqual(shown, JSON.parse(opened.text)),
    `Row ${id}: what is shown of its ${part} is not what was sealed.`,
  );
  return true;
}

function takeRow({ row, canonical, personal, proof }) {
  const [form, ...values] = JSON.parse(canonical);
  demand(fields[form], `Row ${row.id}: its canonical text is of a form that this program does not know.`);
  const sealed = Object.fromEntries(fields[form].map((name, i) => [name, values[i]]));
  const { actor, ...flat } = row;
  const shown = { ...flat, actor_type: actor.type, actor_id: actor.id, actor_name: actor.name };
  let whole = true;
  if (form === 2) {
    const parts = shownParts(row);
    for (const part of ['actor', 'values'])
      whole = takePart(row.id, part, parts[part], personal[part], sealed[`${part}_commitment`]) && whole;
  }
  demand(
    isDeepStrictEqual(...(form === 2 ? [openly(shown), without(sealed, COMMITMENTS)] : [shown, sealed])),
    `Row ${row.id}: what is shown is not what was sealed.`,
  );
  rows++;
  if (!whole || proof?.sealed_as) erased++;
  if (!proof) return void unsealed++;
  const seal = seals.get(proof.seal);
  demand(seal, `Row ${row.id}: seal ${proof.seal} is not in the file.`);
  if (proof.sealed_as) takeBlanked(row, form);
  const leaf = proof.sealed_as ? hex(proof.sealed_as) : sha256(Buffer.from([0]), canonical);
  const root = rootFrom(leaf, proof.index, seal.size, proof.path);
  demand(root === seal.root, `Row ${row.id} is not the one that was sealed (seal ${proof.seal}).`);
}

/** A row of form 1 loses its proof with what is erased of it; only such a row may. */
function takeBlanked(row, form) {
  const { actor, values } = shownParts(row);
  const blank = actor.every(isNothing) || values.includes(ERASED);
  demand(form === 1 && blank, `Row ${row.id} is not the one that was sealed.`);
  unproven++;
}

function take(line, number) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    throw new Altered(`Line ${number} cannot be read.`);
  }
  demand(end === null, `Line ${number} stands behind the end.`);
  demand((number === 1) === (entry.type === 'export'), `Line ${number} is out of place.`);
  if (entry.type === 'export')
    // Files from before there were two forms name the fields of the first alone.
    fields = Array.isArray(entry.fields) ? { 1: entry.fields } : entry.fields;
  else if (entry.type === 'seal') takeSeal(entry);
  else if (entry.type === 'row') takeRow(entry);
  else if (entry.type === 'end') end = entry.rows;
  else throw new Altered(`Line ${number} is of an unknown type.`);
}

try {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    take(line, ++number);
  demand(end !== null, 'The file was cut off: its end is missing.');
  demand(end === rows, `The file should hold ${end} rows, and holds ${rows}.`);
  const signatures = keys.size > 0 ? 'signatures checked' : 'signatures NOT checked: no key was given';
  const without = erased > 0 ? `, ${erased} of them without what named a person` : '';
  const open = unproven > 0 ? ` (for ${unproven} of these the log's own verification alone can tell)` : '';
  const waiting = unsealed > 0 ? `, ${unsealed} of them too new to have a seal` : '';
  process.stdout.write(
    `${rows} rows in ${seals.size} ${seals.size === 1 ? 'seal' : 'seals'}${waiting}${without}${open}: nothing was altered (${signatures}).\n`,
  );
} catch (error) {
  if (!(error instanceof Altered)) throw error;
  process.stdout.write(`ALTERED: ${error.message}\n`);
  process.exitCode = 1;
}
