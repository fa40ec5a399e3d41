//! `datapackage.json`: what stands in the CSV files, for programs that read Frictionless data packages.

use serde_json::{Value, json};

use crate::table::{Column, Kind, Table};

/// The description of the tables, each a file of its name; `bom` where the files begin with a byte order mark.
pub fn json(tables: &[Table], bom: bool) -> String {
    let encoding = if bom { "utf-8-sig" } else { "utf-8" };
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, encoding)).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "nianlun",
        "title": "what yearly reports say from year to year",
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn resource(table: &Table, encoding: &str) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if !table.key.is_empty() {
        schema["primaryKey"] = table.key.into();
    }
    json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": table.doc,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "schema": schema,
    })
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
