import { letterOf } from './letters';
import { MAIL_KINDS } from './mail-queue';

const OWNER = { email: 'ana@example.org', full_name: '<b>Ana</b> & "Co"' };

describe('letters', () => {
  it.each(MAIL_KINDS)('%s: both texts hold the link, with the token after the #', (kind) => {
    const { text, html, to } = letterOf(kind, OWNER, 'the-token', 'https://bureau.example');
    const page = kind === 'invitation' ? 'invite' : 'reset';
    const link = `https://bureau.example/${page}#token=the-token`;
    expect(text).toContain(`\n${link}\n`);
    expect(html).toContain(`href="${link}"`);
    expect(new URL(link).search + new URL(link).pathname).not.toContain('the-token');
    expect(to).toEqual({ name: OWNER.full_name, address: OWNER.email });
  });

  it('take a name for text', () => {
    const { html } = letterOf('invitation', OWNER, 't', 'https://bureau.example');
    expect(html).toContain('Hello &lt;b&gt;Ana&lt;/b&gt; &amp; &quot;Co&quot;,');
    expect(html).not.toContain('<b>');
  });
});
