//! A tree that only counts: what the parser asks of it is what parsing costs.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
};

use html5ever::{
    Attribute, ExpandedName, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink},
    tendril::StrTendril,
};

/// What a new element costs beside its attributes, in looks at an element.
const ELEMENT: usize = 16;
/// So many bytes of text or attributes are copied in the time of one look at an element.
const BYTES: usize = 32;

/// An element of the tree.
#[derive(Debug)]
pub(super) struct Element {
    name: QualName,
    attributes: usize,
    /// How many elements it stands in, itself included.
    depth: Cell<usize>,
    /// How many formatting elements it stands in, itself included.
    formats: Cell<usize>,
    children: Cell<usize>,
    /// Length and escaped characters of the text at its end.
    text: Cell<(usize, usize)>,
}

/// A node: an element, the document, a comment.
pub(super) type Node = Rc<Element>;

/// Counts.
#[derive(Debug)]
pub(super) struct Meter {
    document: Node,
    /// Looks at an element; everything else is converted to that.
    steps: Cell<usize>,
    /// Bytes that writing the tree down again looks at to find what it has to escape.
    scanned: Cell<usize>,
    /// Blocks, each as often as formatting elements stand around it.
    marked: Cell<usize>,
    /// Nodes, each as often as elements stand around it.
    climbed: Cell<usize>,
    deepest: Cell<usize>,
    formats: Cell<usize>,
    attributes: Cell<usize>,
    /// The most children an element has: what looking for one of them costs.
    widest: Cell<usize>,
    /// The text that stands before tables because it may not stand in them.
    fostered: Cell<(usize, usize)>,
    /// The parser has said something: no tag is open.
    spoke: Cell<bool>,
    /// Attributes of the formatting elements that were made since [`Meter::compare_formats`].
    fresh: RefCell<Vec<usize>>,
}

/// What has been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) steps: usize,
    pub(super) scanned: usize,
    pub(super) marked: usize,
    pub(super) climbed: usize,
    pub(super) deepest: usize,
    /// Formatting elements inside each other.
    pub(super) formats: usize,
    /// Of one element.
    pub(super) attributes: usize,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            document: element(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")), 0),
            steps: Cell::new(0),
            scanned: Cell::new(0),
            marked: Cell::new(0),
            climbed: Cell::new(0),
            deepest: Cell::new(0),
            formats: Cell::new(0),
            attributes: Cell::new(0),
            widest: Cell::new(0),
            fostered: Cell::new((0, 0)),
            spoke: Cell::new(false),
            fresh: RefCell::default(),
        }
    }
}

fn element(name: QualName, attributes: usize) -> Node {
    Rc::new(Element {
        name,
        attributes,
        depth: Cell::new(0),
        formats: Cell::new(0),
        children: Cell::new(0),
        text: Cell::new((0, 0)),
    })
}

impl Meter {
    pub(super) fn counts(&self) -> Counts {
        Counts {
            steps: self.steps.get(),
            scanned: self.scanned.get(),
            marked: self.marked.get(),
            climbed: self.climbed.get(),
            deepest: self.deepest.get(),
            formats: self.formats.get(),
            attributes: self.attributes.get(),
        }
    }

    pub(super) fn step(&self, count: usize) {
        self.steps.set(self.steps.get().saturating_add(count));
    }

    /// Whether the parser has said something since it was last asked.
    pub(super) fn take_spoke(&self) -> bool {
        self.spoke.take()
    }

    /// The parser compares a new formatting element, attributes and all, with all that are open: `open` tells which.
    pub(super) fn compare_formats(&self, open: impl FnOnce(&dyn Tracer<Handle = Node>)) {
        let fresh = self.fresh.take();
        if fresh.is_empty() {
            return;
        }
        let weight = OpenFormats::default();
        open(&weight);
        let weight = weight.0.get();
        self.step(fresh.into_iter().map(|attributes| weight + 4 * attributes * weight.min(64)).sum());
    }

    fn place(&self, node: &Node, parent: &Node) {
        let format = usize::from(is_formatting(node));
        node.depth.set(parent.depth.get() + 1);
        node.formats.set(parent.formats.get() + format);
        if format == 0 {
            self.marked.set(self.marked.get() + parent.formats.get());
        }
        self.climbed.set(self.climbed.get() + node.depth.get());
        self.deepest.set(self.deepest.get().max(node.depth.get()));
        self.formats.set(self.formats.get().max(node.formats.get()));
        self.adopt(parent, 1);
        parent.text.set((0, 0));
    }

    fn adopt(&self, parent: &Node, children: usize) {
        parent.children.set(parent.children.get() + children);
        self.widest.set(self.widest.get().max(parent.children.get()));
    }

    /// Text is written to the end of one that stands there.
    fn write(&self, text: &str, before: &Cell<(usize, usize)>) {
        let (length, escaped) = before.get();
        let now = (length + text.len(), escaped + escapes(text));
        before.set(now);
        let more = now.0.saturating_mul(now.1) - length.saturating_mul(escaped);
        self.scanned.set(self.scanned.get().saturating_add(more));
        self.step(text.len() / BYTES + 1);
    }
}

/// How many characters of a text are escaped, where the look for the next one goes on behind them. A `<` or `>` ends it.
fn escapes(text: &str) -> usize {
    // U+00A0 and its neighbours begin with this byte in UTF-8.
    text.bytes().filter(|b| matches!(b, b'&' | 0xc2)).count()
}

/// How much there is to compare with: every open element and its attributes.
#[derive(Default)]
struct OpenFormats(Cell<usize>);

impl Tracer for OpenFormats {
    type Handle = Node;

    fn trace_handle(&self, node: &Node) {
        self.0.set(self.0.get() + 1 + if is_formatting(node) { 4 * node.attributes } else { 0 });
    }
}

/// The formatting elements of the HTML standard, section 13.2.4.3.
fn is_formatting(node: &Node) -> bool {
    matches!(
        &*node.name.local,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

impl TreeSink for Meter {
    type Handle = Node;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Node {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Node) -> ExpandedName<'a> {
        self.step(1);
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Node {
        self.spoke.set(true);
        let bytes: usize = attributes.iter().map(|attribute| attribute.name.local.len() + attribute.value.len()).sum();
        self.step(ELEMENT + 8 * attributes.len() + bytes / BYTES);
        for attribute in &attributes {
            let more = escapes(&attribute.value).saturating_mul(attribute.value.len());
            self.scanned.set(self.scanned.get().saturating_add(more));
        }
        self.attributes.set(self.attributes.get().max(attributes.len()));
        let node = element(name, attributes.len());
        if is_formatting(&node) {
            self.fresh.borrow_mut().push(node.attributes);
        }
        node
    }

    fn create_comment(&self, _: StrTendril) -> Node {
        self.spoke.set(true);
        self.step(ELEMENT);
        element(self.document.name.clone(), 0)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Node {
        element(self.document.name.clone(), 0)
    }

    fn append(&self, parent: &Node, child: NodeOrText<Node>) {
        self.spoke.set(true);
        match child {
            NodeOrText::AppendNode(node) => self.place(&node, parent),
            NodeOrText::AppendText(text) => {
                if parent.text.get() == (0, 0) {
                    self.adopt(parent, 1);
                }
                self.write(&text, &parent.text);
            }
        }
        self.step(2);
    }

    fn append_based_on_parent_node(&self, element: &Node, _: &Node, child: NodeOrText<Node>) {
        self.append_before_sibling(element, child);
    }

    fn append_before_sibling(&self, sibling: &Node, child: NodeOrText<Node>) {
        self.spoke.set(true);
        // The place is looked for among the children of a parent.
        self.step(2 + self.widest.get());
        self.widest.set(self.widest.get() + 1);
        match child {
            NodeOrText::AppendNode(node) => {
                node.depth.set(sibling.depth.get());
                node.formats.set(sibling.formats.get() + usize::from(is_formatting(&node)));
            }
            NodeOrText::AppendText(text) => self.write(&text, &self.fostered),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        self.spoke.set(true);
    }

    fn get_template_contents(&self, target: &Node) -> Node {
        target.clone()
    }

    fn same_node(&self, x: &Node, y: &Node) -> bool {
        self.step(1);
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, _: &Node, attributes: Vec<Attribute>) {
        self.spoke.set(true);
        self.step(8 * attributes.len());
    }

    fn remove_from_parent(&self, _: &Node) {
        self.step(2 + self.widest.get());
    }

    fn reparent_children(&self, node: &Node, new_parent: &Node) {
        let moved = node.children.take();
        self.step(2 + moved);
        self.adopt(new_parent, moved);
    }

    fn pop(&self, _: &Node) {
        self.spoke.set(true);
    }
}
