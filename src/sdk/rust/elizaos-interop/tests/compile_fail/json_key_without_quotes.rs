fn main() {
    elizaos::json!({text: "Hello"});
}
