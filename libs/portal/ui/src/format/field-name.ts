/** A field's name for people: `owner_id` → "Owner", `metadata.installed_size_kb` → "Installed size kb". */
export function fieldName(field: string): string {
  const last = field
    .replace(/^\/?metadata[./]/, '')
    .replace(/_id$/, '')
    .replace(/[_.]/g, ' ')
    .trim();
  return last.charAt(0).toUpperCase() + last.slice(1);
}
