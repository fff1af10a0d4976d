//! A small invented series for the tests: one published edition with fourteen entries, one announced.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Site;
use crate::{
    content::{Content, ContentPage, EditionContent, RoundupFile},
    model::{
        Bands, Blog, Edition, Entry, FailureKind, FeedSource, FetchPolicy, Finding, Host, Lang, Person, Phase,
        QuotationPolicy, Reaction, ReactionKind, SiteConfig, Slug,
    },
    roundup::{CollectedEdition, FeedHealth, Roundup, Series, Thread},
};

pub(crate) fn now() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// Slug, name, blog, language, title, day, summary, who summarised, definition with its originator, quotes.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    Option<(&'static str, Option<&'static str>)>,
    &'static [&'static str],
);

const ROWS: [Row; 14] = [
    (
        "marit-veenstra",
        "Marit Veenstra",
        "Natte inkt",
        "nl",
        "Het schrift dat iedereen mocht lezen",
        Some("2026-05-03"),
        "Marit legt haar werkschrift een maand lang op de balie van de buurtbibliotheek. Voorbijgangers zetten er vraagtekens in de kantlijn, en een gepensioneerde drukker streept een heel hoofdstuk door. Dat hoofdstuk blijkt het beste van het boek te worden.",
        "machine",
        Some(("Hardop leren is je fouten laten zien op een moment dat ze nog van nut kunnen zijn.", Some("self"))),
        &["Een vraagteken van een vreemde is goedkoper dan een jaar in de verkeerde richting."],
    ),
    (
        "joris-de-wild",
        "Joris de Wild",
        "Joris bakt",
        "nl",
        "Zeven mislukte broden",
        Some("2026-05-04"),
        "Zeven weken, zeven broden, en van elk een foto op het raam van de bakkerij. De klanten begonnen te wedden op welke dag het zou lukken. Joris schrijft over deeg, maar vooral over wat publiek met je geduld doet.",
        "machine",
        Some(("Wie hardop leert, toont zijn fouten voordat hij ze begrijpt.", Some("self"))),
        &["Het brood werd niet beter van de aandacht, ik wel."],
    ),
    (
        "nadia-el-khatib",
        "Nadia el Khatib",
        "De tweede taal",
        "nl",
        "Stotteren in het Nederlands",
        Some("2026-05-06"),
        "Nadia leerde Nederlands aan de kassa van een supermarkt, met een rij achter zich. Ze beschrijft hoe schaamte slijt en wanneer niet.",
        "host",
        Some(("Leren is jezelf toestaan om in gezelschap iets nog niet te kunnen.", Some("self"))),
        &["Schaamte is een munt die maar een paar keer gewisseld kan worden."],
    ),
    (
        "tom-hollander",
        "Tom Hollander",
        "Losse draden",
        "nl",
        "Het kladblok als podium",
        Some("2026-05-07"),
        "Over tekenaars die hun kladblok online zetten en programmeurs die hun twijfels in de commit schrijven. Tom vraagt zich af of een kladblok dat gelezen wordt nog een kladblok is, en vindt het antwoord bij zijn dochter.",
        "machine",
        None,
        &[
            "Een kladblok dat gelezen wordt gaat rechtop zitten.",
            "Mijn dochter tekent met haar arm om het papier, en zij heeft gelijk.",
        ],
    ),
    (
        "wil-van-der-aa",
        "Wil van der Aa",
        "Achter de dijk",
        "nl",
        "Wat de koorleider niet zei",
        Some("2026-05-09"),
        "Drie maanden zong het koor een maat te laat en de leider zei niets. Toen iemand het zelf hoorde, hoorde iedereen het.",
        "author",
        Some((
            "Hardop leren betekent dat een ander je vraag kan horen nog voor jij weet dat je hem stelt.",
            Some("self"),
        )),
        &["Stilte is ook een aanwijzing, als iemand hem met opzet laat vallen."],
    ),
    (
        "sanne-bruin",
        "Sanne Bruin",
        "Bruin bericht",
        "nl",
        "Een jaar lang elke vrijdag",
        Some("2026-05-10"),
        "Sanne publiceerde een jaar lang elke vrijdag een onaffe tekst. Na een halfjaar kwamen de lezers niet meer voor de tekst maar voor de reparatie van vorige week.",
        "machine",
        Some((
            "Hardop leren is werk delen dat nog niet af is, met mensen die mogen ingrijpen.",
            Some("Karel Noordhof"),
        )),
        &["De reparatie trekt meer bekijks dan het bouwwerk.", "Af is een woord voor mensen die ophouden."],
    ),
    (
        "pieter-jan-smit",
        "Pieter-Jan Smit",
        "Zij-instromer",
        "nl",
        "De eerste les voor een volle klas",
        Some("2026-05-12"),
        "Op zijn zesenveertigste staat Pieter-Jan voor het eerst voor een klas. Hij vertelt de leerlingen dat hij het ook nog leert en verliest de orde in vier minuten. Wat er daarna gebeurt, is de reden dat hij bleef.",
        "machine",
        Some((
            "Leren in het openbaar is een afspraak: jij laat zien wat je nog niet kunt, de ander lacht pas later.",
            Some("self"),
        )),
        &["Ik had vier minuten gezag, en daarna eindelijk hun aandacht."],
    ),
    (
        "ellen-mcbride",
        "Ellen McBride",
        "Shed and Shore",
        "en",
        "Practising with the window open",
        Some("2026-05-13"),
        "Ellen plays the fiddle badly, with the window open, above a bus stop. Regulars have started to request the tune she cannot play.",
        "machine",
        Some(("Learning out loud means giving strangers a chance to be kind before you deserve it.", Some("self"))),
        &["The bus stop was my conservatoire, and it never once applauded."],
    ),
    (
        "rob-hoekstra",
        "Rob Hoekstra",
        "Hoekstra Hout",
        "nl",
        "Meekijken over de schouder",
        Some("2026-05-14"),
        "Een meubelmaker zet een camera boven zijn werkbank en merkt dat hij netter gaat werken. Na een week zet hij de camera uit en de deur open.",
        "host",
        None,
        &["Een camera kijkt, een buurman kijkt mee."],
    ),
    (
        "linde-aerts",
        "Linde Aerts",
        "Kruispunt",
        "nl",
        "Onder vier ogen",
        Some("2026-05-15"),
        "Een tegengeluid: niet alles verdraagt publiek. Linde verpleegt, en leerde het moeilijkste gesprek van haar vak met de deur dicht.",
        "machine",
        Some(("Leren doe je met de deur dicht; delen doe je daarna, als het een ander dient.", Some("self"))),
        &["Er zijn fouten die een naam hebben, en die naam is niet de mijne."],
    ),
    (
        "dewi-pranoto",
        "Dewi Pranoto",
        "Rijst en regels",
        "nl",
        "Mijn moeder verbetert mijn recepten",
        None,
        "Dewi zet haar recepten online en haar moeder reageert onder een schuilnaam. Het duurt een jaar voor ze dat doorheeft.",
        "machine",
        Some(("Hardop leren is koken waar je moeder bij staat.", None)),
        &["Onder elk recept stond dezelfde opmerking: minder suiker, kind."],
    ),
    (
        "hugh-ashworth",
        "Hugh Ashworth",
        "Marginalia",
        "en",
        "Notes nobody asked for",
        Some("2026-05-17"),
        "A retired cartographer publishes the corrections to his own maps. The list is longer than the career, and readers send coordinates.",
        "author",
        Some(("To learn in public is to publish the corrections first and the map afterwards.", None)),
        &["Every map is a promise that somebody will walk there and check."],
    ),
    (
        "toets-op-mast",
        "@toets@mast.example",
        "",
        "nl",
        "Vraag van een beginner",
        Some("2026-05-18"),
        "Een kort bericht met één vraag, en veertig antwoorden.",
        "machine",
        None,
        &[],
    ),
    (
        "karin-oud",
        "Karin Oud",
        "Kantlijn",
        "nl",
        "Wat ik van jullie leerde",
        Some("2026-05-21"),
        "De gastvrouw van deze editie sluit af met wat ze zelf niet begreep, en met een lijstje van wie het haar uitlegde.",
        "host",
        Some(("Hardop leren is de kantlijn aan een ander gunnen.", Some("self"))),
        &["Ik begon met een thema en eindig met een adressenlijst."],
    ),
];

fn citation(kind: char, n: usize, text: &str, language: &str, originator: Option<&str>) -> Value {
    json!({
        "id": format!("{kind}{n:08x}"),
        "text": text,
        "term": Value::Null,
        "speaker": "self",
        "originator": originator,
        "form": "verbatim",
        "language": language,
        "score": 0.8,
        "span": { "start": 10, "end": 10 + text.chars().count() },
    })
}

fn entry(n: usize, row: &Row) -> Entry {
    let (slug_text, name, blog, language, title, day, summary, by, definition, quotes) = row;
    let url = format!("https://{slug_text}.example/2026/hardop?n={n}&lang={language}");
    let definitions: Vec<Value> =
        definition.iter().map(|(text, originator)| citation('d', n, text, language, *originator)).collect();
    let quotes: Vec<Value> =
        quotes.iter().enumerate().map(|(i, text)| citation('q', n * 10 + i, text, language, Some("self"))).collect();
    let sentences: Vec<&str> = summary.split_inclusive(". ").map(str::trim).collect();
    let value = json!({
        "id": format!("{slug_text}/1"),
        "url": url,
        "title": title,
        "author": { "name": name, "url": Value::Null },
        "blog": (!blog.is_empty()).then_some(slug_text),
        "published": day,
        "language": language,
        "kind": if blog.is_empty() { "mini" } else { "post" },
        "status": "accepted",
        "included": true,
        "match": { "score": 0.9, "reasons": [{ "signal": "backlink", "detail": "links to the call", "weight": 0.9 }] },
        "summary": { "text": summary, "by": by, "sentences": sentences },
        "definitions": definitions,
        "quotes": quotes,
        "keywords": ["fouten", "publiek"],
        "snapshot": { "hash": "ab".repeat(32), "words": 400 + n * 90, "fetched": "2026-05-22T08:00:00Z" },
    });
    let mut entry: Entry = serde_json::from_value(value).unwrap();
    entry.slug = Some(slug(slug_text));
    entry.by_host = *slug_text == "karin-oud";
    entry
}

fn blog(row: &Row) -> Option<Blog> {
    let (slug_text, author, title, language, ..) = row;
    (!title.is_empty()).then(|| Blog {
        slug: slug(slug_text),
        title: (*title).to_owned(),
        author: (*author).to_owned(),
        url: format!("https://{slug_text}.example/").parse().ok(),
        feed: format!("https://{slug_text}.example/feed.xml").parse().ok().map(FeedSource::Web),
        language: Lang::parse(language),
        bio: format!("{author} schrijft op *{title}* over wat er misgaat en wat daarna kwam."),
    })
}

const ROUNDUP: &str = "\
Toen ik het thema bedacht, verwachtte ik verhalen over moed. Het werden verhalen over **ramen, balies en bushaltes**: \
plekken waar iemand anders toevallig langskomt.

## Wat ze ermee bedoelen

Drie mensen noemen *fouten* in hun eerste zin, en alle drie bedoelen ze iets anders. Linde keert de zaak om, en dat is \
precies waarom ik haar stuk naast dat van [Joris](/hardop-leren/entries/joris-de-wild/) zet.

{{ threads() }}

## De mooiste zinnen

{{ quotes() }}

## En verder

De volgende molen draait in het najaar. Wie organiseert?
";

fn edition(title: &str, slug_text: &str, opens: &str, closes: &str, host: Option<Host>) -> Edition {
    Edition {
        slug: slug(slug_text),
        title: title.to_owned(),
        theme: title.to_lowercase(),
        language: Lang::nl(),
        opens: opens.parse().ok(),
        closes: closes.parse().ok(),
        timezone: None,
        grace: jiff::SignedDuration::ZERO,
        number: None,
        host,
        call: None,
        tags: vec!["blogkermis".into(), "hardopleren".into()],
        blogs: None,
        prompts: vec![
            "Wanneer liet jij iets zien dat nog niet af was?".into(),
            "Wie keek er mee, en wat deed dat met je?".into(),
            "Wat hoort voor jou achter een dichte deur?".into(),
        ],
        terms: BTreeMap::from([
            (Lang::nl(), vec!["hardop leren".into(), "leren in het openbaar".into()]),
            (Lang::en(), vec!["learning out loud".into(), "learn in public".into()]),
        ]),
        palette: None,
        body: "Iedereen leert, en bijna iedereen doet het met de deur dicht. Deze kermis gaat over de deur.\n\n\
               Schrijf over iets wat je leerde terwijl er iemand bij stond."
            .into(),
    }
}

/// The series' own file.
fn config() -> SiteConfig {
    SiteConfig {
        title: "De Draaimolen".into(),
        description: "Een kermis van weblogs, twee keer per jaar.".into(),
        base_url: "https://draaimolen.example/".parse().unwrap(),
        language: Lang::nl(),
        languages: Vec::new(),
        timezone: None,
        palette: None,
        series: crate::model::SeriesHosts::default(),
        links: crate::model::SiteLinks {
            fediverse: Some("@karin@toot.example".into()),
            me: "https://toot.example/@karin".parse().into_iter().collect(),
            webmention: "https://post.example/draaimolen/webmention".parse().ok(),
        },
        hub: None,
        fetch: FetchPolicy::default(),
        quotation: QuotationPolicy::default(),
        bands: Bands::default(),
        summariser: None,
        lint: crate::model::LintPolicy::default(),
        desk: crate::model::DeskPolicy::default(),
    }
}

/// The series.
pub(crate) fn site() -> Site {
    let host = Host::Blog(slug("karin-oud"));
    let first = edition("Hardop leren", "hardop-leren", "2026-05-01", "2026-05-22T23:59:59+02:00", Some(host));
    let next = edition(
        "Onderweg",
        "onderweg",
        "2026-09-01",
        "2026-09-30",
        Some(Host::Person(Person { name: "Bas Kuiper".into(), url: "https://bas.example/".parse().ok() })),
    );
    let file = RoundupFile {
        title: None,
        draft: false,
        published: "2026-05-29T09:00:00+02:00".parse().ok(),
        body: ROUNDUP.into(),
        allow: Vec::new(),
        path: "content/hardop-leren/roundup.md".into(),
        body_line: 4,
    };
    let entries: Vec<Entry> = ROWS.iter().enumerate().map(|(n, row)| entry(n, row)).collect();
    let thread = |subject: &str, of: &[usize], quote: usize| Thread {
        subject: subject.into(),
        entries: of.iter().map(|n| entries[*n].id.clone()).collect(),
        quote: Some((entries[quote].id.clone(), entries[quote].quotes[0].text.clone())),
        passages: of.iter().map(|n| (entries[*n].id.clone(), entries[*n].quotes[0].text.clone())).collect(),
        companion: None,
    };
    let threads = vec![thread("publiek", &[0, 1, 3, 8], 8), thread("schaamte", &[2, 6, 9], 2)];
    let published = CollectedEdition {
        edition: first.clone(),
        phase: Phase::Published,
        number: 1,
        host: Some(Person { name: "Karin Oud".into(), url: "https://karin-oud.example/".parse().ok() }),
        entries,
        others: Vec::new(),
        quotation: QuotationPolicy::default(),
        threads,
        roundup: Roundup { body: ROUNDUP.into(), file: Some(file.clone()) },
    };
    let announced = CollectedEdition {
        edition: next.clone(),
        phase: Phase::Announced,
        number: 2,
        host: Some(Person { name: "Bas Kuiper".into(), url: "https://bas.example/".parse().ok() }),
        entries: Vec::new(),
        others: Vec::new(),
        quotation: QuotationPolicy::default(),
        threads: Vec::new(),
        roundup: Roundup { body: "Nog niets.".into(), file: None },
    };
    let mut blogs: Vec<Blog> = ROWS.iter().filter_map(blog).collect();
    blogs.sort_by(|a, b| a.slug.cmp(&b.slug));
    let content = Content {
        config: config(),
        home: Some(ContentPage {
            slug: slug("index"),
            title: "De Draaimolen".into(),
            body: "Een blogkermis is een verzamelstuk rond één thema. Iedereen schrijft op het eigen blog, iemand \
                   zet alles naast elkaar. [Lees meer](/about/)."
                .into(),
        }),
        pages: vec![ContentPage {
            slug: slug("about"),
            title: "Over de kermis".into(),
            body: "## Waarom\n\nOmdat lezen gezelliger is met z'n veertienen.\n".into(),
        }],
        blogs,
        editions: vec![
            EditionContent { edition: next, roundup: None, translations: BTreeMap::new(), entries: Vec::new() },
            EditionContent { edition: first, roundup: Some(file), translations: BTreeMap::new(), entries: Vec::new() },
        ],
    };
    Site {
        content,
        series: Series {
            editions: vec![announced, published],
            feeds: vec![FeedHealth {
                blog: slug("rob-hoekstra"),
                source: "https://rob.example/feed".into(),
                posts: 2,
                newest: "2026-05-02".parse().ok(),
                findings: vec![Finding::Failed {
                    kind: FailureKind::Unreachable,
                    error: "no connection: connection refused".into(),
                    since: "2026-05-20T08:00:00Z".parse().ok(),
                }],
            }],
            warnings: Vec::new(),
        },
        reactions: BTreeMap::new(),
        templates: BTreeMap::new(),
        statics: BTreeMap::new(),
    }
}

/// What others say of the published edition: more than its page shows, by strangers of every kind.
pub(crate) fn reactions() -> BTreeMap<Slug, Vec<Reaction>> {
    let reaction = |n: usize, kind, author: Option<&str>, excerpt: &str| Reaction {
        url: format!("https://stranger-{n}.example/re").parse().unwrap(),
        kind,
        author: author.map(|name| Person { name: name.into(), url: "javascript:alert(1)".parse().ok() }),
        title: (n == 0).then(|| "</blockquote><script>alert(1)</script>".into()),
        published: "2026-06-03".parse().ok().filter(|_| n != 1),
        received: "2026-06-04T08:00:00Z".parse().unwrap(),
        language: (n == 2).then(|| Lang::parse("ar").unwrap()),
        excerpt: excerpt.into(),
    };
    let hostile = "\"><img src=x onerror=alert(1)> \u{202e}{{ 7 * 7 }} {% raw %}";
    let mut all = vec![
        reaction(0, ReactionKind::Reply, Some("<b onclick=x>Ann\u{202e}e"), hostile),
        reaction(1, ReactionKind::Mention, None, "Mooi rondje."),
        reaction(2, ReactionKind::Reply, Some("\u{2067}ليلى"), "كلام جميل"),
    ];
    all.extend((3..9).map(|n| reaction(n, ReactionKind::Reply, Some("Iemand"), "Ook gelezen.")));
    all.extend((9..25).map(|n| reaction(n, ReactionKind::Like, Some("Liefhebber"), "")));
    all.push(reaction(25, ReactionKind::Repost, Some("Deler"), ""));
    all.push(reaction(26, ReactionKind::Bookmark, None, ""));
    [(slug("hardop-leren"), all)].into_iter().collect()
}
