elizaos::plugin! {
    manifest: "{}",
    init: start,
    init: begin,
}

fn main() {}
