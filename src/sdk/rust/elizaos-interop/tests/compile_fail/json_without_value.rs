fn main() {
    elizaos::json!({"text":});
}
