// What runs inside a page to look at it. Each function is sent to the browser as it is: it knows nothing of this file.

/** Elements that stick out of the window to either side, where no box around them scrolls or clips. */
export function sticksOut() {
  const width = document.documentElement.clientWidth;
  const wide = document.scrollingElement.scrollWidth;
  const found = wide > width ? [`the page is ${wide} wide where there are ${width}`] : [];
  const held = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    }
    return false;
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (element.ownerSVGElement || !element.checkVisibility()) continue;
    const { left, right, width: across } = element.getBoundingClientRect();
    const isHidden = getComputedStyle(element).position === 'absolute' && across <= 1 || element.matches('.skip, .skip *');
    if (across > 0 && (right > width + 1 || left < -1) && !isHidden && !held(element)) {
      found.push(`${element.tagName.toLowerCase()}.${element.className} reaches from ${Math.round(left)} to ${Math.round(right)}`);
    }
  }
  return found.slice(0, 3);
}

/** Animations that run although less motion was asked for. */
export function moves() {
  return document.getAnimations()
    .filter((animation) => animation.playState === 'running' && Number(animation.effect?.getComputedTiming().endTime) > 1)
    .map((animation) => animation.animationName ?? animation.transitionProperty ?? 'an animation');
}

/** Text and links of a page's main part, as its readers have them. */
export function content() {
  const main = document.querySelector('main');
  // Controls that only a script could work are hidden without one, and are no content.
  for (const control of main.querySelectorAll('[data-needs-script]')) control.remove();
  // Arrows on the buttons that a script adds are no words.
  const words = main.innerText.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { words, links: [...main.querySelectorAll('a[href]')].map((a) => a.href) };
}

/** Runs axe; what it holds against the page as `rule: what (where)`. */
export async function axe({ rules, tags }) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
  const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length} × ${nodes[0].target.join(' ')})`);
}
