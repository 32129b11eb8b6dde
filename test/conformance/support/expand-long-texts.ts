/** Cases write very long texts as `{"$repeat": ["a", 1000]}`, and `$base64Repeat` for the Base64 of one. */
export function expandLongTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expandLongTexts);
  if (typeof value !== 'object' || value === null) return value;
  const { $repeat, $base64Repeat } = value as {
    $repeat?: [string, number];
    $base64Repeat?: [string, number];
  };
  if ($repeat !== undefined) return $repeat[0].repeat($repeat[1]);
  if ($base64Repeat !== undefined)
    return Buffer.from($base64Repeat[0].repeat($base64Repeat[1])).toString('base64');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandLongTexts(item)]));
}
