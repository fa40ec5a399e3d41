//! Tables as Parquet: texts, whole numbers and answers as they are, decimals as exact decimals; what is missing is null.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::table::{Cell, Column, Kind, Table};

/// Digits of a decimal, and how many of them stand behind the point: every number that this program holds fits, and only
/// quotients have more digits than that behind the point.
const DIGITS: i32 = 38;
const BEHIND: u32 = 9;

/// Rows of a group: it is held until it is full.
const GROUP: usize = 1 << 14;

/// The bytes of a table's file.
pub(super) fn bytes(table: &Table) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut rows = Rows::new(&mut out, &table.columns)?;
    table.rows.chunks(GROUP).try_for_each(|some| rows.add(some.to_vec()))?;
    rows.finish()?;
    Ok(out)
}

/// A table's file in the making.
pub struct Rows<W: Write + Send> {
    out: SerializedFileWriter<W>,
    kinds: Vec<Kind>,
    waiting: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Rows<W> {
    /// Begins a file of these columns.
    pub fn new(out: W, columns: &[Column]) -> io::Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let out = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?;
        Ok(Rows { out, kinds: columns.iter().map(|column| column.kind).collect(), waiting: Vec::new() })
    }

    /// Takes more rows, each with a cell a column.
    pub fn add(&mut self, rows: Vec<Vec<Cell>>) -> io::Result<()> {
        self.waiting.extend(rows);
        if self.waiting.len() >= GROUP { Ok(self.group()?) } else { Ok(()) }
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.group()?;
        }
        self.out.close()?;
        Ok(())
    }

    /// Writes the rows that wait.
    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.waiting);
        let mut group = self.out.next_row_group()?;
        for (at, kind) in self.kinds.iter().enumerate() {
            let cells = rows.iter().map(|row| &row[at]);
            match kind {
                Kind::Text => column::<W, ByteArrayType>(&mut group, cells, text)?,
                Kind::Int => column::<W, Int64Type>(&mut group, cells, int)?,
                Kind::Decimal => column::<W, FixedLenByteArrayType>(&mut group, cells, decimal)?,
                Kind::Bool => column::<W, BoolType>(&mut group, cells, answer)?,
            }
        }
        group.close()?;
        Ok(())
    }
}

/// Writes a column of a group.
fn column<'a, W: Write + Send, T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    cells: impl Iterator<Item = &'a Cell>,
    value: fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let all: Vec<Option<T::T>> = cells.map(value).collect();
    let levels: Vec<i16> = all.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = all.into_iter().flatten().collect();
    let mut out = group.next_column()?.ok_or_else(|| ParquetError::General("a column too many".to_owned()))?;
    out.typed::<T>().write_batch(&values, Some(&levels), None)?;
    out.close()
}

fn text(cell: &Cell) -> Option<ByteArray> {
    if let Cell::Text(text) = cell { Some(ByteArray::from(text.as_str())) } else { None }
}

fn int(cell: &Cell) -> Option<i64> {
    if let Cell::Int(number) = cell { Some(*number) } else { None }
}

fn answer(cell: &Cell) -> Option<bool> {
    if let Cell::Bool(answer) = cell { Some(*answer) } else { None }
}

fn decimal(cell: &Cell) -> Option<FixedLenByteArray> {
    let Cell::Decimal(number) = cell else { return None };
    Some(FixedLenByteArray::from(ByteArray::from(scaled(*number).to_be_bytes().to_vec())))
}

/// A number in billionths, a half away from nought. It can't overflow: 96 bits times a billion are under 127.
fn scaled(number: Decimal) -> i128 {
    let number = number.round_dp_with_strategy(BEHIND, RoundingStrategy::MidpointAwayFromZero);
    number.mantissa() * 10_i128.pow(BEHIND.saturating_sub(number.scale()))
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let of = |physical| Type::primitive_type_builder(&column.name, physical).with_repetition(Repetition::OPTIONAL);
    let built = match column.kind {
        Kind::Text => of(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String)),
        Kind::Int => of(Physical::INT64),
        Kind::Bool => of(Physical::BOOLEAN),
        Kind::Decimal => of(Physical::FIXED_LEN_BYTE_ARRAY)
            .with_length(16)
            .with_logical_type(Some(LogicalType::decimal(BEHIND as i32, DIGITS)))
            .with_precision(DIGITS)
            .with_scale(BEHIND as i32),
    };
    Ok(Arc::new(built.build()?))
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::table::{self, Table};

    #[test]
    fn what_is_written_is_read_with_its_types() {
        let rows =
            [("甲", Some("0.820"), Some(3)), ("", None, None), ("乙", Some("-79228162514264337593543950335"), None)];
        let table = Table::new(
            "t",
            "",
            &[],
            rows,
            [
                table::text("name", "", |row: &(&str, Option<&str>, Option<i64>)| row.0.to_owned()),
                table::decimal("size", "", |row| row.1?.parse().ok()),
                table::int("count", "", |row| row.2),
                table::boolean("known", "", |row| Some(row.2.is_some())),
            ],
        );
        let path = std::env::temp_dir().join(format!("nianlun-{}.parquet", std::process::id()));
        let mut file = Rows::new(std::fs::File::create(&path).unwrap(), &table.columns).unwrap();
        file.add(table.rows).unwrap();
        file.finish().unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        std::fs::remove_file(path).unwrap();
        let read: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(_, field)| told(field)).collect())
            .collect();
        assert_eq!(read[0], ["甲", "0.820000000", "3", "true"]);
        assert_eq!(read[1], ["null", "null", "null", "false"]);
        assert_eq!(read[2], ["乙", "-79228162514264337593543950335.000000000", "null", "false"]);
    }

    fn told(field: &Field) -> String {
        match field {
            Field::Str(text) => text.clone(),
            other => other.to_string(),
        }
    }

    #[test]
    fn a_quotient_is_rounded_a_half_away_from_nought() {
        assert_eq!(scaled(Decimal::new(-5, 10)), -1);
        assert_eq!(scaled(Decimal::ONE / Decimal::from(3)), 333_333_333);
    }
}
