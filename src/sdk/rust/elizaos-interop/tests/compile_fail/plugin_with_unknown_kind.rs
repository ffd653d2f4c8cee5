elizaos::plugin! {
    manifest: "{}",
    evaluators: [],
}

fn main() {}
