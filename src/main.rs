//! 年轮 on the command line.

fn main() {}
