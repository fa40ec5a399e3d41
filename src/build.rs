//! Lays out the lexicons that are compiled in, so that no TOML is parsed when the program starts.

use std::error::Error;
use std::path::Path;

use toml::de::DeTable;

#[path = "config/flat.rs"]
mod flat;

const LEXICONS: &str = "src/config";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LEXICONS}");
    let out = std::env::var("OUT_DIR")?;
    for file in std::fs::read_dir(LEXICONS)? {
        let path = file?.path();
        let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|ending| ending == "toml")) else {
            continue;
        };
        let text = std::fs::read_to_string(&path)?;
        let table = DeTable::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::write(Path::new(&out).join(name), flat::Flat::new(&table).text)?;
    }
    Ok(())
}
