// Nothing that others wrote runs, steers or stands outside its place: for every page, friendly or not.

// Characters that turn the text around them.
const STEERING = /[\u202a-\u202e\u2066-\u2069]/u;
const FOREIGN = 'iframe, frame, object, embed, applet, base, style, form[action^="http"], meta[http-equiv=refresh]';

export function safety(site, findings) {
  const found = findings.of('safety');
  for (const page of site.pages) {
    const { $ } = page;
    $(FOREIGN).each((_, element) => found(page.path, `an element ${element.name}`));
    $('script').each((_, element) => {
      const { src, type } = element.attribs;
      const text = $(element).html() ?? '';
      const isData = type === 'application/ld+json' && src === undefined && !text.includes('<');
      const isOwnFile = src !== undefined && !src.includes('//') && text.trim() === '';
      if (!isData && !isOwnFile) found(page.path, `a script ${src ?? text.slice(0, 60)}`);
    });
    $('*').each((_, element) => {
      for (const [name, value] of Object.entries(element.attribs ?? {})) {
        if (/^on/i.test(name)) found(page.path, `${name}="${value.slice(0, 40)}" on ${element.name}`);
        if (name === 'style') found(page.path, `style="${value.slice(0, 40)}" on ${element.name}`);
        if (/^\s*(javascript|vbscript):/i.test(value) && /^(href|src|action|cite|xlink:href)$/.test(name)) found(page.path, `${name}="${value.slice(0, 40)}"`);
      }
    });
    const comments = page.html.match(/<!--(?!\[)/g);
    if (comments) found(page.path, `${comments.length} comments`);
    if (STEERING.test($.text() + $('title').text())) found(page.path, 'characters that turn the text around them');
  }
}
