//! Numbers in lists, and bytes: only what says that it is bytes is sent as bytes, and both are read as the type that is asked for.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use elizaos::{Value, decode, encode, from_value, json, to_value};
use serde::{Deserialize, Serialize, Serializer};

fn text(value: &Value) -> String {
    String::from_utf8(encode(value).unwrap()).unwrap()
}

/// As `serde_bytes` writes them.
fn as_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[derive(Serialize, Deserialize)]
struct Media {
    embedding: Vec<f32>,
    levels: Vec<u8>,
    #[serde(serialize_with = "as_bytes")]
    audio: Vec<u8>,
}

#[test]
fn lists_of_numbers_are_lists_and_only_bytes_are_bytes() {
    let media = Media {
        embedding: vec![0.5, -1.0, f32::NAN],
        levels: vec![1, 2],
        audio: vec![0, 255],
    };
    let expected = r#"{"embedding":[0.5,-1.0,null],"levels":[1,2],"audio":{"$bytes":"AP8="}}"#;
    assert_eq!(text(&to_value(&media).unwrap()), expected);
    let built = json!({"embedding": media.embedding, "levels": media.levels, "audio": Value::Bytes(media.audio)});
    assert_eq!(text(&built), expected);
    assert_eq!(text(&Value::from([1.5_f32, 2.5].as_slice())), "[1.5,2.5]");
}

#[test]
fn a_list_of_numbers_is_read_from_bytes_too() {
    let read = |text: &str| -> Media { from_value(&decode(text.as_bytes()).unwrap()).unwrap() };
    let media =
        read(r#"{"embedding":[0.5,1],"levels":{"$bytes":"AQI="},"audio":{"$bytes":"AP8="}}"#);
    assert_eq!(media.embedding, [0.5, 1.0]);
    assert_eq!((media.levels, media.audio), (vec![1, 2], vec![0, 255]));
    let bytes = Value::Bytes(vec![1, 2]);
    assert_eq!(from_value::<[u8; 2]>(&bytes).unwrap(), [1, 2]);
    assert!(from_value::<[u8; 3]>(&bytes).is_err());
    assert!(from_value::<Vec<String>>(&bytes).is_err());
    // What may be bytes as such stays bytes.
    assert_eq!(from_value::<&[u8]>(&bytes).unwrap(), [1, 2]);
}
