//! `datapackage.json`: what stands in the tables' files, for programs that read Frictionless data packages.

use serde_json::{Value, json};

use super::format::Format;
use crate::table::{Column, Kind, Table};

/// What the file is called.
pub const FILE: &str = "datapackage.json";

/// The description of the tables, each a file of its name in this format; their rows don't matter.
pub fn json(tables: &[Table], format: Format) -> String {
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, format)).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "nianlun",
        "title": "what yearly reports say from year to year",
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn resource(table: &Table, format: Format) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !table.key.is_empty() {
        schema["primaryKey"] = table.key.into();
    }
    let mut resource = json!({
        "name": table.name,
        "path": format.file(table),
        "description": table.doc,
        "type": "table",
        "format": format.ending(),
        "schema": schema,
    });
    match format {
        Format::Csv { bom } => {
            resource["mediatype"] = "text/csv".into();
            resource["encoding"] = if bom { "utf-8-sig" } else { "utf-8" }.into();
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => resource["mediatype"] = "application/vnd.apache.parquet".into(),
    }
    resource
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Int => "integer",
        Kind::Decimal => "number",
        Kind::Bool => "boolean",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.doc });
    if let Some(unit) = column.unit {
        field["unit"] = unit.into();
    }
    field
}
