//! What the command wasm-bindgen does, of which there is no binary to be had everywhere: `bench-wasm-bindgen-glue <module.wasm> <folder>`
//! writes the module and its JavaScript into the folder.

use std::env::args;
use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = args().skip(1);
    let (Some(module), Some(folder)) = (words.next(), words.next()) else {
        return Err(
            "Cannot write the glue as two words are needed: the module and a folder".into(),
        );
    };
    let mut glue = Bindgen::new();
    glue.web(true)?.typescript(false).input_path(module);
    glue.generate(folder)?;
    Ok(())
}
