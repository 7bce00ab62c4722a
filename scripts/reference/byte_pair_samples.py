"""Writes what Hugging Face's tokenizers learn from two texts, and how they encode others.

    python3 scripts/reference/byte_pair_samples.py learn/src/test/resources/gradus/text

reads sonnet18.txt and tang.txt there, and makes tokenizer.json (Hugging Face's file), vocab.json
and merges.txt (GPT-2's files), and byte-pair-samples.json: texts with their tokens. OpenAI's
tiktoken, given the same merges, must give the same tokens, or nothing is written.
"""

import json
import pathlib
import random
import sys

import tiktoken
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

folder = pathlib.Path(sys.argv[1])
english = (folder / "sonnet18.txt").read_text()
chinese = (folder / "tang.txt").read_text()

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
trainer = trainers.BpeTrainer(
    vocab_size=500,
    min_frequency=2,
    show_progress=False,
    initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
)
tokenizer.train_from_iterator([english + chinese], trainer)
tokenizer.add_special_tokens(["<|endoftext|>"])

texts = [
    "",
    "a",
    " ",
    "\n",
    english,
    chinese,
    "Shall I compare thee to a winter's night?",
    "床前看月光，疑是地上霜。",
    "I'll say they've won't can't he's I'm we'd we're; THEY'LL 'twas ''s",
    "'s't're 'S don’t",
    "  leading, trailing  ",
    "tabs\tand\r\nline ends\n\n\n   and  runs   of    spaces",
    "a   \n  b",
    "   ",
    "\n\n\n",
    " \t \n x",
    "no\u00a0break\u2003em\u3000ideographic\u200bzero\u2028line\u0085next",
    "12 3456 7.89 ½ ² Ⅷ ٣٤٥ 一二三 1st",
    "naïve café Ærøskøbing straße ﬁn",
    "e\u0301 combining a\u0300\u0301",
    "😀😃 👩‍👩‍👧‍👦 🇨🇳 ❤️ x😀y",
    "日本語のテキスト、한국어 텍스트, العربية עברית ไทย हिन्दी",
    "\x00\x01\x1b[0m\x7f",
    "\ue000\uf8ff\U000f0000\U0010ffff\ufffd\ufffe",
    "a" * 100,
    "ab" * 50 + " " + "summer" * 20,
    "!!!???...---___###",
    "snake_case camelCase x+=1; y->z // http://example.org/?q=1&r=%20",
    "and and and thee thee the th t",
    "<|endoftext|",
]
random.seed(20260104)
RANGES = [
    (0x20, 0x7E), (0x09, 0x0D), (0x20, 0x20), (0xA0, 0x17F), (0x300, 0x36F), (0x391, 0x3C9),
    (0x5D0, 0x5EA), (0x2000, 0x200F), (0x3041, 0x3096), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3),
    (0x1F300, 0x1F64F),
]
for _ in range(60):
    text = ""
    for _ in range(random.randint(1, 12)):
        low, high = random.choice(RANGES)
        text += "".join(chr(random.randint(low, high)) for _ in range(random.randint(1, 5)))
    texts.append(text)
words = (english + chinese).split()
for _ in range(30):
    texts.append(random.choice([" ", "", "  ", "\n"]).join(random.choices(words, k=8)))

# tiktoken, by the bytes of each token.
stored = json.loads(tokenizer.to_str())
alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
visible = [b for b in range(256) if 33 <= b <= 126 or 161 <= b <= 172 or 174 <= b]
order = visible + [b for b in range(256) if b not in visible]
of_character = dict(zip(alphabet, order))
ranks = {
    bytes(of_character[c] for c in token): i
    for token, i in stored["model"]["vocab"].items()
}
other = tiktoken.Encoding(
    "check",
    pat_str=r"""'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+""",
    mergeable_ranks=ranks,
    special_tokens={},
)

samples = []
for text in texts:
    tokens = tokenizer.encode(text, add_special_tokens=False).ids
    assert tokens == other.encode(text, disallowed_special=()), text
    assert tokenizer.decode(tokens, skip_special_tokens=False) == text
    samples.append({"text": text, "tokens": tokens})

(folder / "tokenizer.json").write_text(tokenizer.to_str(pretty=False) + "\n")
tokenizer.model.save(str(folder))
lines = [json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in samples]
(folder / "byte-pair-samples.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
