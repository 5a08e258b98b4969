/** Looking back: the timeline, and the board as it was. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, host, Stage } from './stage.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Stage} */
let stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

/** @param {import('./stage.js').View} view */
async function lookingBack(view = {}, does = '') {
  const page = await stage.page('workshop', view);
  if (does) await host(page, does);
  await page.locator('#board').focus();
  await page.keyboard.press('t');
  await page.getByRole('slider').waitFor();
  return page;
}

/** @param {Page} page */
const moment = (page) => page.locator('.moment').innerText();

test('one step back is one entry back, and the board shows it', async () => {
  const page = await lookingBack();
  const slider = page.getByRole('slider');
  assert.equal(await slider.getAttribute('aria-valuenow'), '107');
  for (let back = 0; back < 4; back += 1) await page.keyboard.press('ArrowLeft');
  assert.equal(await slider.getAttribute('aria-valuenow'), '103');
  assert.equal(await page.locator('#card-c41').count(), 1, 'the card that was removed later');
  await page.keyboard.press('ArrowRight');
  assert.match(await moment(page), /Tom Oduya removed “/);
  assert.equal(await page.locator('#card-c41').count(), 0);
  await page.keyboard.press('Home');
  assert.equal(await page.locator('article').count(), 0);
  await page.keyboard.press('End');
  assert((await page.locator('article').count()) > 10);
  await page.close();
});

test('where the film is coarse, a step asks for more and is exact all the same', async () => {
  const page = await lookingBack({}, 'host.frames = 5');
  const slider = page.getByRole('slider');
  await page.keyboard.press('Shift+ArrowLeft');
  assert.equal(await slider.getAttribute('aria-valuenow'), '86');
  for (const at of ['87', '88', '89']) {
    await host(page, 'host.frames = Infinity');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (now) => globalThis.document.querySelector('[role=slider]')?.getAttribute('aria-valuenow') === now,
      at,
    );
  }
  await page.close();
});

test('on a phone the film of the board is seen beside the shares', async () => {
  for (const [width, height] of [
    [390, 844],
    [320, 568],
  ]) {
    const page = await stage.page('workshop', { width, height, touch: true });
    await page.getByRole('button', { name: 'Whose?' }).click();
    await page.getByRole('button', { name: 'Watch how it came about' }).click();
    await page.getByRole('slider').waitFor();
    const board = await page.locator('#board').boundingBox();
    const panel = await page.locator('.panel').boundingBox();
    assert(board && panel && panel.y - board.y > 100, `${String(width)}: the panel hides the board`);
    await page.close();
  }
});

test('the past cannot be changed, and the way back to the present is plain', async () => {
  const page = await lookingBack();
  /** @returns {Promise<number>} */
  const cards = () => host(page, 'host.board().cards.length');
  const before = await cards();
  await page.locator('#board').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Delete');
  assert.equal(await page.locator('textarea').count(), 0);
  assert.equal(await page.getByRole('toolbar').count(), 0);
  await host(
    page,
    `host.other({ by: 'tom', do: 'add', card: 'new', stage: 's1', lane: 'l1', text: 'Meanwhile' })`,
  );
  await page.waitForTimeout(100);
  assert.equal(await page.getByText('Meanwhile').count(), 0);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByText('Meanwhile').waitFor();
  assert.equal(await cards(), before + 1);
  assert.equal(await page.getByRole('slider').count(), 0);
  await page.close();
});

test('the panel shows the shares of the moment', async () => {
  const page = await lookingBack();
  await page.getByRole('button', { name: 'Whose?' }).click();
  const headline = page.locator('.panel .headline .figures');
  const now = await headline.innerText();
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  for (let on = 0; on < 8; on += 1) await page.keyboard.press('ArrowRight');
  const then = await headline.innerText();
  assert.notEqual(then, now);
  const legend = await page.locator('.now li', { hasText: 'Customers' }).innerText();
  assert(legend.endsWith(then), `${legend} and ${then}`);
  await page.close();
});

test('it plays by itself and stops at the end', async () => {
  const page = await lookingBack({}, 'host.frames = 12');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(
    () => Number(globalThis.document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')) > 20,
  );
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.close();
});

test('what is dragged over in a moment is drawn in a moment', async () => {
  const page = await stage.page('crowd5000', { width: 1440, height: 900 });
  await page.locator('#board').focus();
  await page.keyboard.press('t');
  await page.getByRole('slider').waitFor();
  const median = await page.evaluate(async () => {
    const slider = /** @type {HTMLElement} */ (globalThis.document.querySelector('[role=slider]'));
    slider.setPointerCapture = () => undefined;
    const { left, top, width } = slider.getBoundingClientRect();
    /**
     * @param {string} type
     * @param {number} part
     */
    const point = (type, part) =>
      slider.dispatchEvent(
        new PointerEvent(type, {
          clientX: left + part * width,
          clientY: top + 9,
          pointerId: 1,
          bubbles: true,
        }),
      );
    point('pointerdown', 1);
    /** @type {number[]} */
    const frames = [];
    let last = performance.now();
    for (let frame = 0; frame < 100; frame += 1) {
      await new Promise(globalThis.requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
      point('pointermove', Math.abs(1 - frame / 50));
    }
    point('pointerup', 1);
    return frames.sort((a, b) => a - b)[50] ?? 0;
  });
  // 60 Hz on a quiet machine; tests share theirs.
  assert(median < 50, `${String(median)} ms a frame`);
  await page.close();
});

for (const view of [{}, { dark: true }, { width: 360, height: 740, touch: true }]) {
  test(`looking back has no known fault of accessibility, ${JSON.stringify(view)}`, async () => {
    const page = await lookingBack(view);
    const found = await faults(page);
    await page.getByRole('button', { name: 'Show as table' }).click();
    found.push(...(await faults(page)));
    const wide = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
    assert(wide <= (view.width ?? 1280));
    await page.close();
    assert.equal(found.join('\n'), '');
  });
}
