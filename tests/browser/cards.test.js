/** Pictures on cards, cards without a name and who claims them, corrections. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, holds, host, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

const card = (/** @type {string} */ id) => `host.board().cards.find((one) => one.id === '${id}')`;

/** A picture of this size, as a file in the page: noise, so that it is not small. */
const PICTURE = `(async (side) => {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  const noise = context.createImageData(side, side);
  for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : (at * 2654435761) >>> 24;
  context.putImageData(noise, 0, 0);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([blob], 'Whiteboard.png', { type: 'image/png' });
})`;

test('a picture that is dropped on a card is shown there and whole in its panel', async () => {
  const page = await stage.page('workshop');
  const height = () => page.locator('#card-c0').evaluate((paper) => paper.clientHeight);
  const before = await height();
  await page.evaluate(`(async () => {
    const data = new DataTransfer();
    data.items.add(await ${PICTURE}(120));
    const { left, top } = document.querySelector('#card-c0').getBoundingClientRect();
    const at = { clientX: left + 20, clientY: top + 20, dataTransfer: data, bubbles: true, cancelable: true };
    const board = document.querySelector('#board');
    board.dispatchEvent(new DragEvent('dragover', at));
    board.dispatchEvent(new DragEvent('drop', at));
  })()`);
  await page.locator('#card-c0 img').waitFor();
  assert.equal((await height()) - before, 104);
  await page.locator('#card-c0').click();
  await page.keyboard.press('i');
  await page.locator('.panel figure img').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Remove the picture Whiteboard.png' }).click();
  await page.locator('#card-c0 img').waitFor({ state: 'detached' });
  await page.close();
});

test('a large picture is made small before it travels', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await page.evaluate(`(async () => {
    const data = new DataTransfer();
    data.items.add(await ${PICTURE}(2000));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  })()`);
  await holds(page, `${card('c0')}.attachments?.[0]?.mime === 'image/webp'`);
  await page.locator('#card-c0 img').waitFor();
  const side = await page
    .locator('#card-c0 img')
    .evaluate((img) => /** @type {HTMLImageElement} */ (img).naturalWidth);
  assert.equal(side, 1600);
  await page.close();
});

test('what is no picture is told, and changes nothing', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await page.keyboard.press('i');
  await page.locator('.panel input[type=file]').setInputFiles({
    name: 'broken.png',
    mimeType: 'image/tiff',
    buffer: globalThis.Buffer.from('no picture'),
  });
  await page.getByText('This is no picture that can be read.').waitFor();
  await page.close();
});

test('a card without a name goes out whole, shows nobody, and is claimed by its writer alone', async () => {
  const page = await stage.page('workshop');
  await page.locator('#board').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('without a name');
  await page.keyboard.press('Enter');
  await page.locator('textarea').waitFor();
  await page.keyboard.type('Nobody dares to say it', { delay: 30 });
  assert.equal(await host(page, `host.board().cards.some((one) => one.text.startsWith('Nobody d'))`), false);
  await page.keyboard.press('Escape');
  await page.getByText('Nobody dares to say it').click();
  await holds(page, `host.board().cards.at(-1).creators[0] === 'anonymous 1'`);
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'It was me: claim it…' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /I am Mara Lindqvist/ })
    .click();
  await holds(page, `host.board().cards.at(-1).creators[0] === 'mara'`);
  await page.close();
});

test('a correction names the letters, their people, who agreed and why', async () => {
  const page = await stage.page('workshop');
  await page.locator('#card-c0').click();
  await page.keyboard.press('i');
  await page.getByRole('button', { name: 'Correct whose words these are…' }).click();
  const dialog = page.getByRole('dialog');
  const done = dialog.getByRole('button', { name: 'Correct it' });
  await dialog.locator('textarea').evaluate((field) => {
    const text = /** @type {HTMLTextAreaElement} */ (field);
    text.focus();
    text.setSelectionRange(8, 14);
  });
  await dialog.getByText('Only “I hear”').waitFor();
  // A part is let go by a click, and chosen by the keyboard alone; nothing can be written.
  await dialog.locator('textarea').click();
  await dialog.getByText('All letters on the card').waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
  for (let right = 0; right < 8; right += 1) await page.keyboard.press('ArrowRight');
  for (let right = 0; right < 6; right += 1) await page.keyboard.press('Shift+ArrowRight');
  await dialog.getByText('Only “I hear”').waitFor();
  await dialog.getByText('Say whose words they are.').waitFor();
  await dialog.getByRole('group', { name: 'They are the words of' }).getByLabel('Anna Meyer').check();
  await dialog.getByRole('group', { name: 'Who has agreed' }).getByLabel('Mara Lindqvist').check();
  await dialog.getByLabel('Why').fill('Said by Anna');
  await dialog.getByText('Somebody beside you has to agree.').waitFor();
  assert(await done.isDisabled(), 'somebody else has to agree');
  await dialog.getByRole('group', { name: 'Who has agreed' }).getByLabel('Kwame Boateng').check();
  assert.deepEqual(await faults(page), []);
  await done.click();
  await holds(page, `${card('c0')}.letters.find((one) => one.person === 'anna').letters === 12`);
  await page.close();
});
