//! Reads a drawing back, for the tests of those who draw: well-formed, numbers that are numbers, nothing outside.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

/// What is in an `svg` element.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    /// Width and height of the `viewBox`, which begins at 0 0.
    pub(crate) view: (f64, f64),
    /// The smallest `font-size`, in units of the drawing.
    pub(crate) smallest_text: Option<f64>,
    /// Where each text stands, and what it says.
    pub(crate) texts: Vec<(f64, f64, String)>,
    counts: BTreeMap<String, usize>,
    points: Vec<(f64, f64)>,
}

impl Drawing {
    /// Reads a drawing.
    ///
    /// # Panics
    /// When it is not well-formed, a number is none, or something has a style of its own.
    pub(crate) fn read(svg: &str) -> Self {
        let mut drawing = Self::default();
        let mut reader = Reader::from_str(svg);
        let mut in_text = false;
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}: {svg}")) {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    let name = element.name().as_ref().to_owned();
                    let attributes: BTreeMap<String, String> = element
                        .attributes()
                        .map(|attribute| {
                            let attribute = attribute.unwrap();
                            let key = attribute.key.as_ref().to_owned();
                            (key, attribute.value.clone().into_owned())
                        })
                        .collect();
                    in_text = name == "text";
                    drawing.element(&name, &attributes);
                    *drawing.counts.entry(name).or_default() += 1;
                }
                Event::Text(text) if in_text => {
                    if let Some(last) = drawing.texts.last_mut() {
                        last.2.push_str(&text);
                    }
                }
                Event::GeneralRef(_) if in_text => {
                    if let Some(last) = drawing.texts.last_mut() {
                        last.2.push('&');
                    }
                }
                Event::End(_) => in_text = false,
                _ => {}
            }
        }
        drawing
    }

    fn element(&mut self, name: &str, attributes: &BTreeMap<String, String>) {
        assert!(!attributes.contains_key("style") && !attributes.keys().any(|key| key.starts_with("on")));
        let number = |key: &str| -> Option<f64> {
            let value: f64 = attributes.get(key)?.parse().unwrap_or_else(|_| panic!("{key} of {name} is no number"));
            assert!(value.is_finite(), "{key} of {name} is {value}");
            Some(value)
        };
        if let Some(size) = number("font-size") {
            self.smallest_text = Some(self.smallest_text.map_or(size, |smallest| smallest.min(size)));
        }
        match name {
            "svg" => {
                let view: Vec<f64> = attributes["viewBox"].split(' ').map(|n| n.parse().unwrap()).collect();
                assert_eq!(view[..2], [0.0, 0.0]);
                self.view = (view[2], view[3]);
            }
            "text" => {
                let (x, y) = (number("x").unwrap(), number("y").unwrap());
                self.points.push((x, y));
                self.texts.push((x, y, String::new()));
            }
            "circle" => {
                let (x, y, r) = (number("cx").unwrap(), number("cy").unwrap(), number("r").unwrap());
                self.points.extend([(x - r, y - r), (x + r, y + r)]);
            }
            "rect" => {
                let (x, y) = (number("x").unwrap(), number("y").unwrap());
                self.points.extend([(x, y), (x + number("width").unwrap(), y + number("height").unwrap())]);
            }
            "path" => self.path(&attributes["d"], number("stroke-width").unwrap_or(1.0)),
            _ => {}
        }
    }

    /// `M`, `H`, `V` and half an ellipse with `A`: what these drawings use.
    fn path(&mut self, d: &str, thickness: f64) {
        let (mut x, mut y) = (0.0, 0.0);
        let mut rest = d;
        while let Some(command) = rest.chars().next() {
            let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |at| at + 1);
            let numbers: Vec<f64> =
                rest[1..end].split(' ').map(|n| n.parse().unwrap_or_else(|_| panic!("`{n}` in {d}"))).collect();
            match (command, numbers.as_slice()) {
                ('M', [to_x, to_y]) => (x, y) = (*to_x, *to_y),
                ('H', [to]) => x = *to,
                ('V', [to]) => y = *to,
                ('A', [reach, radius, _, _, _, to_x, to_y]) => {
                    assert!(*reach > 0.0 && *radius > 0.0);
                    self.points.push((x + reach + thickness / 2.0, f64::midpoint(y, *to_y)));
                    (x, y) = (*to_x, *to_y);
                }
                _ => panic!("{d}"),
            }
            self.points.push((x, y));
            rest = &rest[end..];
        }
    }

    /// Whether all of it is within the `viewBox`.
    pub(crate) fn is_inside(&self) -> bool {
        let (width, height) = self.view;
        self.points.iter().all(|(x, y)| (0.0..=width).contains(x) && (0.0..=height).contains(y))
    }

    /// How many elements of a name there are.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or_default()
    }
}
