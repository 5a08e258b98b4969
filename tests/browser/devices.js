/** People's phones and laptops in a browser, at a real host. */

/** @typedef {import('playwright-core').Page} Page */

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const LAPTOP = { viewport: { width: 1280, height: 800 } };

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {import('playwright-core').BrowserContextOptions} view
 */
export async function open(browser, address, view) {
  const context = await browser.newContext(view);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(address);
  return page;
}

/**
 * Says who somebody is, at the door.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string} side
 */
export async function joins(page, name, side) {
  await page.getByLabel('Your name').fill(name);
  await page.getByText(side, { exact: true }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

/**
 * @param {Page} page
 * @param {string} name
 */
export async function tab(page, name) {
  await page.getByRole('navigation').getByRole('button', { name, exact: false }).click();
}

/**
 * @param {Page} page
 * @param {string} text
 * @param {string} [lane]
 */
export async function write(page, text, lane) {
  await tab(page, 'Write');
  if (lane) await page.getByRole('group', { name: 'Lane' }).getByText(lane, { exact: true }).click();
  await page.getByLabel('A new card').fill(text);
  await page.getByRole('button', { name: /^Add the card/ }).click();
  await page
    .getByText(/^Your card is in/)
    .first()
    .waitFor();
}

/**
 * Gives a card one vote more in the round that is open.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function vote(page, text) {
  await tab(page, 'Vote');
  const card = page.getByText(text).first();
  await page.getByRole('button', { name: 'All at a glance' }).click();
  await card.click();
  await page.getByRole('button', { name: /One vote more|Give it a vote/ }).click();
}
