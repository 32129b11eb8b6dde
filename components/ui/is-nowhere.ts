/** Whether the keyboard is in no control that has a use for arrows: on a fresh page, or on a link that led here. */
export function isNowhere(): boolean {
  const { activeElement, body } = document;
  if (activeElement === null || activeElement === body) return true;
  return activeElement.matches('main, nav a');
}
