//! Writes the theme guide: `cargo run --example theme > docs/theme.md`.

#![expect(clippy::print_stdout, reason = "the guide goes to standard output")]

fn main() {
    print!("{}", blogkermis::render::theme::guide());
}
