//! How much is read of a file, and in what way (读取限度).

/// Limits on reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Larger files (in bytes) are not read.
    pub largest: u64,
    /// Longer texts (in scalar values) are not read: what is compared of a text takes some hundred times its room. Two of
    /// the longest are compared within ten seconds of work and a gigabyte.
    pub longest: u32,
    /// The program that reads formats in which a file may take a reader down, in a process of its own: this one, asked
    /// with `read-pdf`. They are read in this process where there is none.
    pub reader: Option<std::path::PathBuf>,
}

impl Limits {
    /// Raises (or lowers) the limits to files of so many megabytes, and to texts as long as such a file can hold.
    pub fn raise(&mut self, megabytes: u64) {
        self.largest = megabytes.saturating_mul(1 << 20);
        self.longest = u32::try_from(self.largest).unwrap_or(u32::MAX);
    }
}

impl Default for Limits {
    /// 200 MB, two million characters, all in this process.
    fn default() -> Limits {
        Limits { largest: 200 << 20, longest: 2_000_000, reader: None }
    }
}
