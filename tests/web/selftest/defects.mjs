// Pages with one thing wrong each, and the check that must see it. What is not given is as on a good page.

const jsonLd = (value) => `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...value })}</script>`;

export const DEFECTS = {
  'contrast': { sees: 'axe', body: '<p class="faint">Hardly to be seen</p>' },
  'dark-contrast': { sees: 'axe', body: '<p class="night">Hardly to be seen at night</p>' },
  'nameless-link': { sees: 'axe', body: '<p><a href="/"></a></p>' },
  'small-target': { sees: 'axe', body: '<p><button class="tiny">a</button><button class="tiny">b</button></p>' },
  'unclosed': { sees: 'html', body: '<p><b>Bold for ever</p>' },
  'broken-link': { sees: 'links', body: '<p><a href="/nowhere/">Nowhere</a></p>' },
  'broken-anchor': { sees: 'links', body: '<p><a href="/#nothing">Nothing</a></p>' },
  'twice': { sees: 'links', body: '<p id="one">One</p><p id="one">Two</p>' },
  'nameless-label': { sees: 'links', body: '<section aria-labelledby="missing"><h2>Section</h2></section>' },
  'two-headings': { sees: 'head', body: '<h1>Another one</h1>' },
  'translation': { sees: 'head', head: '<link rel="alternate" hreflang="nl" href="/">' },
  'other-policy': { sees: 'head', replace: [/script-src 'self'; /, ''] },
  'script-url': { sees: 'links', body: '<p><a href="javascript:alert(1)">Click</a></p>' },
  'handler': { sees: 'safety', body: '<p onclick="alert(1)">Click</p>' },
  'turned': { sees: 'safety', body: '<p>fdp.\u202eexe</p>' },
  'inline-script': { sees: 'csp', body: '<script>document.title = "x"</script>' },
  'inline-style': { sees: 'csp', body: '<p style="color: red">Red</p>' },
  'third-party': { sees: 'third-party', body: '<p><img src="https://elsewhere.example/x.png" alt="A picture"></p>' },
  'wide': { sees: 'reflow', body: '<p class="wide">Wide</p>' },
  'long-word': { sees: 'reflow', body: `<p class="rigid">${'word'.repeat(80)}</p>` },
  'restless': { sees: 'motion', body: '<p class="restless">On and on</p>' },
  'script-only': { sees: 'no-script', body: '<div id="late"></div><script type="module" src="/late.js"></script>' },
  'heavy': { sees: 'weight', body: `<p>${Array.from({ length: 12_000 }, (_, n) => ((n * 2654435761) >>> 0).toString(36)).join(' ')}</p>` },
  'no-feed': { sees: 'microformats', replace: [/is-plain/, 'is-quotes'], head: jsonLd({ '@graph': [{ '@type': 'CollectionPage', name: 'a', url: 'https://defects.example/' }, { '@type': 'BreadcrumbList' }] }) },
  'nobody': { sees: 'microformats', body: '<div class="h-cite"><a class="u-url p-name" href="https://elsewhere.example/">A post</a></div>' },
  'no-such-type': { sees: 'json-ld', head: jsonLd({ '@type': 'BlogPost', headline: 'x' }) },
  'no-such-property': { sees: 'json-ld', head: jsonLd({ '@type': 'Quotation', text: 'x', spokenBy: 'y' }) },
  'own-posting': { sees: 'json-ld', head: jsonLd({ '@type': 'BlogPosting', author: { '@type': 'Person', name: 'x' }, url: 'https://defects.example/x' }) },
};

const ATOM = (entry) => `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><id>https://defects.example/</id><updated>2026-01-01T00:00:00Z</updated>
<link rel="self" href="https://defects.example/bad/NAME.atom"/>${entry}</feed>`;
const item = (more) => `<entry><title>x</title><id>urn:x</id><updated>2026-01-01T00:00:00Z</updated>${more}<link rel="alternate" href="https://defects.example/"/></entry>`;

/** Files beside pages, all of them for `feeds` to see. */
export const FILES = {
  'no-author.atom': ATOM(item('')),
  'day-only.atom': ATOM(item('<author><name>x</name></author><published>2026-01-01</published>')),
  'foreign.atom': ATOM(item('<author><name>x</name></author><mood>fine</mood>')),
  'no-page.rss': '<rss version="2.0"><channel><title>x</title><description>y</description></channel></rss>',
  'iso-date.rss': '<rss version="2.0"><channel><title>x</title><link>https://defects.example/</link><description>y</description><item><title>z</title><pubDate>2026-01-01</pubDate></item></channel></rss>',
  'no-address.opml': '<opml version="2.0"><head/><body><outline type="rss" text="x"/></body></opml>',
  'no-id/feed.json': '{"version":"https://jsonfeed.org/version/1.1","title":"x","home_page_url":"https://defects.example/","feed_url":"https://defects.example/bad/no-id/feed.json","language":"en","items":[{"url":"https://defects.example/","content_text":"x"}]}',
  'bare.ics': 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n',
};
