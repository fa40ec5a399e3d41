//! Files that are written whole or not at all.

use std::path::Path;

/// Writes a file whole or not at all. What is no plain file (a device, a pipe) is written to as it is.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes);
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

/// Writes each file whole or not at all: beside its place first, then moved there once all are written.
pub(super) fn write_all<N: AsRef<str>>(folder: &Path, files: &[(N, Vec<u8>)]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let beside = |name: &str| folder.join(format!(".{name}.part"));
    let written: std::io::Result<()> =
        files.iter().try_for_each(|(name, bytes)| std::fs::write(beside(name.as_ref()), bytes));
    if let Err(error) = written {
        for (name, _) in files {
            let _ = std::fs::remove_file(beside(name.as_ref()));
        }
        return Err(error);
    }
    files.iter().try_for_each(|(name, _)| std::fs::rename(beside(name.as_ref()), folder.join(name.as_ref())))
}
