//! How much is read of a file, and in what way (读取限度).

/// Limits on reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Larger files (in bytes) are not read.
    pub largest: u64,
    /// Longer texts (in scalar values) are not read: what is compared of a text takes some hundred times its room.
    pub longest: u32,
    /// The program that reads formats in which a file may take a reader down, in a process of its own: this one, asked
    /// with `read-pdf`. They are read in this process where there is none.
    pub reader: Option<std::path::PathBuf>,
}

impl Default for Limits {
    /// 200 MB, two million characters, all in this process.
    fn default() -> Limits {
        Limits { largest: 200 << 20, longest: 2_000_000, reader: None }
    }
}
