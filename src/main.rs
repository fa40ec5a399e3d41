//! 年轮 on the command line: parse, run, print what went wrong, exit.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("nianlun: {}", nianlun::render::terminal::visible(&format!("{error:#}")));
            ExitCode::from(2)
        }
    }
}
