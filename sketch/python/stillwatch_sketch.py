#!/usr/bin/env python3
"""Prompt sketches in Python 3, standard library only: a port of docs/sketch.md to hold other ports against.

    stillwatch_sketch.py --check VECTORS.jsonl   sketches each line's prompt; exits 1 when a field differs
    stillwatch_sketch.py --sketch IN.jsonl       writes each line with its sketch to the standard output

A line is {"key": HEX, "retiring_key": HEX or absent, "prompt": {"system", "messages": [{"role", "content"}]},
"sketch": {...}}. Clear rather than fast: some milliseconds a prompt.
"""

import argparse
import hashlib
import hmac
import json
import pathlib
import sys
import unicodedata

TABLES = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/io/stillwatch/sketch"
MASK = 0xFFFFFFFFFFFFFFFF
MAX_TOKENS = 100_000
MAX_POINTS = 64
MIN_FRAME_TOKENS = 8
MAX_SYSTEM_TOKENS = 512
AFFIX_TOKENS = 24
WINDOW = 16
NUMBER, QUOTE, CODE, ADDRESS, NAME = 1, 2, 3, 4, 5
ENCLOSURES = (
    ("```", "```", CODE),
    ('"', '"', QUOTE),
    ("\u201c", "\u201d", QUOTE),
    ("\u201e", "\u201c", QUOTE),
    ("\u00ab", "\u00bb", QUOTE),
    ("\u300c", "\u300d", QUOTE),
    ("\u300e", "\u300f", QUOTE),
)
LOOKALIKES = dict(
    zip(
        "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445"
        "\u0455\u0456\u0458\u0501\u04bb\u04cf\u03b1\u03b2\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5",
        "abekmhopctyxsijdhlabikvopu",
    )
)
UNSPACED = {"han", "kana", "thai", "unspaced"}
DENSE = UNSPACED | {"hangul"}
SCRIPTS = (
    "other latin cyrillic greek hebrew arabic devanagari hangul han kana thai unspaced".split()
)


def rows(name):
    """The rows of a table, without its comments."""
    text = (TABLES / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def characters():
    """Kind and script of every listed character; all others are signs."""
    table = {}
    for row in rows("characters.tsv"):
        entry = (row[2], row[3] if len(row) > 3 else "other")
        for point in range(int(row[0], 16), int(row[1], 16) + 1):
            table[chr(point)] = entry
    return table


CHARACTERS = characters()


def kind(character):
    return CHARACTERS.get(character, ("sign", None))[0]


def script(character):
    return CHARACTERS[character][1]


def lower(character):
    """The simple lower-case mapping, which for U+0130 is not Python's."""
    return "i" if character == "\u0130" else character.lower()


def utf8(text):
    """UTF-8, with ? for a lone surrogate."""
    return text.encode("utf-8", "replace")


class SipHash:
    """SipHash-2-4 of bytes, and of words by their little-endian bytes."""

    def __init__(self, k0, k1):
        self.k0, self.k1 = k0, k1

    def words(self, values):
        return self.bytes(b"".join(value.to_bytes(8, "little") for value in values))

    def bytes(self, data):
        v0 = self.k0 ^ 0x736F6D6570736575
        v1 = self.k1 ^ 0x646F72616E646F6D
        v2 = self.k0 ^ 0x6C7967656E657261
        v3 = self.k1 ^ 0x7465646279746573
        whole = len(data) & ~7
        blocks = [int.from_bytes(data[i : i + 8], "little") for i in range(0, whole, 8)]
        blocks.append(int.from_bytes(data[whole:], "little") | (len(data) & 0xFF) << 56)

        def rounds(count):
            nonlocal v0, v1, v2, v3
            for _ in range(count):
                v0 = (v0 + v1) & MASK
                v1 = ((v1 << 13 | v1 >> 51) & MASK) ^ v0
                v0 = (v0 << 32 | v0 >> 32) & MASK
                v2 = (v2 + v3) & MASK
                v3 = ((v3 << 16 | v3 >> 48) & MASK) ^ v2
                v0 = (v0 + v3) & MASK
                v3 = ((v3 << 21 | v3 >> 43) & MASK) ^ v0
                v2 = (v2 + v1) & MASK
                v1 = ((v1 << 17 | v1 >> 47) & MASK) ^ v2
                v2 = (v2 << 32 | v2 >> 32) & MASK

        for block in blocks:
            v3 ^= block
            rounds(2)
            v0 ^= block
        v2 ^= 0xFF
        rounds(4)
        return v0 ^ v1 ^ v2 ^ v3


BAND_HASH = SipHash(0x62616E6420686173, 0x68206F6620612066)
BODY_HASH = SipHash(0x626F647920686173, 0x68206F662061206D)


class Key:
    def __init__(self, secret):
        if len(secret) < 16:
            raise ValueError("a sketch key has at least 16 bytes")
        self.secret = secret
        self.id = max(1, self.derive("id") & 0x7FFFFFFF)

    def derive(self, purpose):
        digest = hmac.new(self.secret, purpose.encode("utf-8"), hashlib.sha256).digest()
        return int.from_bytes(digest[:8], "big")

    def hash(self, purpose):
        return SipHash(self.derive(purpose + "/0"), self.derive(purpose + "/1"))


class MinHash:
    def __init__(self, key, purpose, shingle, values):
        self.hash = key.hash(purpose)
        self.shingle = shingle
        self.permutations = [
            (key.derive(f"{purpose}/multiplier/{i}") | 1, key.derive(f"{purpose}/offset/{i}"))
            for i in range(values)
        ]

    def signature(self, tokens):
        if len(tokens) < self.shingle:
            return []
        hashes = {
            self.hash.words(tokens[i : i + self.shingle])
            for i in range(len(tokens) - self.shingle + 1)
        }
        return [
            min(((value * by + to) & MASK) >> 32 for value in hashes) for by, to in self.permutations
        ]


class Tokens:
    """Plain and masked tokens of texts, and the letters of their words by script."""

    def __init__(self, token_hash):
        self.token_hash = token_hash
        self.known = {}
        self.plain = []
        self.masked = []
        self.letters = dict.fromkeys(SCRIPTS, 0)

    def full(self):
        return len(self.plain) >= MAX_TOKENS

    def hashed(self, text):
        if text not in self.known:
            self.known[text] = self.token_hash.bytes(utf8(text))
        return self.known[text]

    def add(self, text):
        sentence_start, literal_end, unclosed, at = True, 0, set(), 0
        while at < len(text) and not self.full():
            character = text[at]
            what = kind(character)
            if what in ("space", "none"):
                sentence_start |= character == "\n" and at >= literal_end
                at += 1
                continue
            if at >= literal_end:
                end, token = literal(text, at, unclosed)
                if end > at:
                    self.masked.append(token)
                    literal_end, sentence_start = end, False
            free = at >= literal_end
            if what in ("letter", "digit"):
                at, points = word(text, at)
                composed = unicodedata.normalize("NFKC", "".join(points))
                token = self.hashed(normal(composed))
                for point in points:
                    if kind(point) == "letter":
                        self.letters[script(point)] += 1
                if free:
                    capital = kind(composed[0]) == "letter" and lower(composed[0]) != composed[0]
                    if any(kind(point) == "digit" for point in points):
                        self.masked.append(NUMBER)
                    elif not sentence_start and len(points) > 1 and capital:
                        self.masked.append(NAME)
                    else:
                        self.masked.append(token)
                    sentence_start = False
            else:
                sign = character
                if "\uff01" <= sign <= "\uff5e":
                    sign = chr(ord(sign) - 0xFEE0)
                token = self.hashed(sign)
                if free:
                    self.masked.append(token)
                    sentence_start = sign in ".!?:"
                at += 1
            self.plain.append(token)
        return self


def literal(text, at, unclosed):
    """The end of the literal that begins here and what stands for it; this place when none does."""
    if text.startswith(("http://", "https://"), at):
        end = at
        while end < len(text) and kind(text[end]) != "space":
            end += 1
        return end, ADDRESS
    for enclosure in ENCLOSURES:
        opening, closing, token = enclosure
        if text.startswith(opening, at) and enclosure not in unclosed:
            end = text.find(closing, at + len(opening))
            if end >= 0:
                return end + len(closing), token
            unclosed.add(enclosure)
    return at, 0


def word(text, at):
    """The end of the word that begins here, and its characters."""
    points = []
    while at < len(text) and len(points) < MAX_POINTS:
        character = text[at]
        what = kind(character)
        if what != "none":
            unspaced = what == "letter" and script(character) in UNSPACED
            if what in ("sign", "space") or (unspaced and points):
                break
            points.append(character)
            if unspaced:
                at += 1
                break
        at += 1
    return at, points


def normal(composed):
    small = [lower(point) for point in composed]
    if any("a" <= point <= "z" for point in small):
        small = [LOOKALIKES.get(point, point) for point in small]
    return "".join(small)


class Texts:
    def __init__(self, prompt):
        self.system, self.user, self.assistants, self.tools = [], [], 0, 0
        if prompt.get("system") is not None:
            self.system.append(prompt["system"])
        for message in prompt.get("messages", []):
            role = message["role"]
            if role == "assistant":
                self.assistants += 1
            elif role in ("system", "developer"):
                self.system.append(message["content"])
            else:
                self.tools += role in ("tool", "function")
                self.user.append(message["content"])


class Reading:
    def __init__(self, texts, token_hash):
        self.system, self.user = Tokens(token_hash), Tokens(token_hash)
        for text in texts.system:
            self.system.add(text)
        self.first = []
        self.last = []
        for i, text in enumerate(texts.user):
            begin = len(self.user.masked)
            self.user.add(text)
            self.last = self.user.masked[begin:]
            if i == 0:
                self.first = self.last
        if self.user.full() and len(texts.user) > 1:
            self.last = Tokens(token_hash).add(texts.user[-1]).masked


class Hashing:
    def __init__(self, key):
        self.key = key
        self.token_hash = key.hash("token")
        self.affix_hash = key.hash("affix")
        self.frame_hash = MinHash(key, "frame", 3, 32)
        self.body_hash = MinHash(key, "body", 5, 64)

    def frame(self, reading):
        system = reading.system
        framed = system.masked if len(system.masked) >= MIN_FRAME_TOKENS else system.plain
        if len(framed) >= MIN_FRAME_TOKENS:
            return self.frame_hash.signature(framed[:MAX_SYSTEM_TOKENS])
        if len(reading.first) < MIN_FRAME_TOKENS:
            return []
        return self.frame_hash.signature(reading.first[:AFFIX_TOKENS])

    def body(self, reading):
        return [value & 0xFFFF for value in self.body_hash.signature(reading.user.plain)]

    def affixes(self, reading):
        if len(reading.last) < AFFIX_TOKENS:
            return None, None
        return (
            self.affix_hash.words(reading.last[:AFFIX_TOKENS]),
            self.affix_hash.words(reading.last[-AFFIX_TOKENS:]),
        )


def frame_key(frame):
    key = sum((value & 3) << 2 * i for i, value in enumerate(frame))
    return 0 if not frame else key or 1


def frame_bands(frame):
    return [BAND_HASH.words(frame[2 * b : 2 * b + 2]) & 0xFFFF for b in range(len(frame) // 2)]


def body_hash(body):
    if not body:
        return 0
    words = [sum(body[4 * i + j] << 16 * j for j in range(4)) for i in range(16)]
    return BODY_HASH.words(words) or 1


def topic(projection):
    if not projection:
        return -1
    return sum((sum(projection[21 * bit : 21 * bit + 21]) > 0) << bit for bit in range(6))


def projection(tokens, feature_hash):
    if not tokens:
        return []
    counts = {}
    for i in range(len(tokens)):
        for start in (i, i - 1):
            if start >= 0:
                feature = feature_hash.words(tokens[start : i + 1])
                counts[feature] = counts.get(feature, 0) + 1
    sums = [0] * 128
    for feature, count in counts.items():
        weight = count.bit_length()
        sums[feature & 127] += -weight if feature & 128 else weight
    most = max(1, max(abs(value) for value in sums))
    sizes = [(254 * abs(value) + most) // (2 * most) for value in sums]
    return [-size if value < 0 else size for size, value in zip(sizes, sums)]


class IntentFinder:
    INTENTS = ("hidden_reasoning", "rubric_judging", "task_synthesis", "agentic", "rewrite")

    def __init__(self, token_hash):
        self.cues = {}
        for intent, role, _, phrases in rows("lexicon.tsv"):
            for phrase in phrases.split(" | "):
                tokens = Tokens(token_hash).add(phrase).plain
                self.cues.setdefault(tokens[0], []).append((tokens, intent, role))
        self.ends = {token_hash.bytes(utf8(end)) for end in ".!?\u3002"}

    def find(self, texts, tools):
        counts = dict.fromkeys(self.INTENTS, 0)
        shapes = set()
        pairs = dict.fromkeys(self.INTENTS, 0)
        for text in texts:
            for sentence in self.sentences(text):
                for (intent, role), places in sentence.items():
                    if role == "alone":
                        counts[intent] += len(places)
                    elif role == "object":
                        asks = sentence.get((intent, "ask"), ())
                        pairs[intent] += sum(
                            any(abs(ask - place) <= WINDOW for ask in asks) for place in places
                        )
                    elif role != "ask":
                        shapes.add(role)
        counts["agentic"] += tools
        for intent in self.INTENTS:
            if intent != "rubric_judging" or shapes:
                counts[intent] += pairs[intent]
        counts["rubric_judging"] += len(shapes) > 1
        return {intent: min(1_000_000, counts[intent]) for intent in self.INTENTS}

    def sentences(self, text):
        """Where the cues of each intent and role begin, sentence by sentence."""
        found = {}
        for at, token in enumerate(text):
            for name in {
                (intent, role)
                for tokens, intent, role in self.cues.get(token, ())
                if text[at : at + len(tokens)] == tokens
            }:
                found.setdefault(name, []).append(at)
            if token in self.ends:
                yield found
                found = {}
        yield found


class LanguageFinder:
    def __init__(self, token_hash):
        self.languages = []
        for code, its_script, words in rows("languages.tsv"):
            self.languages.append((code, its_script, set(Tokens(token_hash).add(words).plain)))

    def find(self, tokens):
        letters = tokens.letters
        weights = {name: letters[name] * (3 if name in DENSE else 1) for name in SCRIPTS}
        total = sum(weights.values())
        if total < 12:
            return ""
        if 2 * (weights["han"] + weights["kana"]) > total:
            return "ja" if 10 * letters["kana"] >= letters["han"] else "zh"
        for name in SCRIPTS:
            if 2 * weights[name] > total:
                alone = {"hangul": "ko", "thai": "th", "greek": "el", "hebrew": "he"}
                return alone.get(name) or self.by_words(name, tokens.plain[:2000])
        return ""

    def by_words(self, its_script, tokens):
        found = [
            (sum(token in words for token in tokens), code)
            for code, of, words in self.languages
            if of == its_script
        ]
        if not found:
            return ""
        found.sort(key=lambda entry: -entry[0])
        best = found[0][0]
        second = found[1][0] if len(found) > 1 else 0
        sure = best >= 3 and 12 * best >= len(tokens) and 4 * best >= 5 * second
        return found[0][1] if sure else ""


class Sketcher:
    def __init__(self, secret, retiring=None):
        key = Key(secret)
        self.current = Hashing(key)
        self.retiring = None if retiring is None else Hashing(Key(retiring))
        self.projection_hash = key.hash("projection")
        self.intents = IntentFinder(self.current.token_hash)
        self.languages = LanguageFinder(self.current.token_hash)

    def sketch(self, prompt):
        """The sketch of a prompt, and what is folded from it, as the vectors have them."""
        texts = Texts(prompt)
        reading = Reading(texts, self.current.token_hash)
        frame = self.current.frame(reading)
        body = self.current.body(reading)
        prefix, suffix = self.current.affixes(reading)
        projected = projection(reading.user.masked, self.projection_hash)
        return {
            "key_id": self.current.key.id,
            "frame_min_hash": frame,
            "body_min_hash": "".join(f"{value:04x}" for value in body),
            "prefix_hash": None if prefix is None else f"{prefix:016x}",
            "suffix_hash": None if suffix is None else f"{suffix:016x}",
            "system_tokens": len(reading.system.plain) if texts.system else None,
            "user_tokens": len(reading.user.plain),
            "user_messages": len(texts.user),
            "assistant_messages": texts.assistants,
            "projection": projected,
            "intents": self.intents.find((reading.system.plain, reading.user.plain), texts.tools),
            "language": self.languages.find(reading.user),
            "alias": None if self.retiring is None else self.alias(texts),
            "frame_key": f"{frame_key(frame):016x}",
            "frame_bands": [f"{band:04x}" for band in frame_bands(frame)],
            "body_hash": f"{body_hash(body):016x}",
            "topic": topic(projected),
        }

    def alias(self, texts):
        reading = Reading(texts, self.retiring.token_hash)
        prefix, suffix = self.retiring.affixes(reading)
        return {
            "key_id": self.retiring.key.id,
            "frame_key": f"{frame_key(self.retiring.frame(reading)):016x}",
            "body_hash": f"{body_hash(self.retiring.body(reading)):016x}",
            "prefix_hash": None if prefix is None else f"{prefix:016x}",
            "suffix_hash": None if suffix is None else f"{suffix:016x}",
        }


def lines(path):
    """The lines' numbers, contents and sketches as made here."""
    sketchers = {}
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            line = json.loads(text)
            keys = (line["key"], line.get("retiring_key"))
            if keys not in sketchers:
                sketchers[keys] = Sketcher(*(key and bytes.fromhex(key) for key in keys))
            yield number, line, sketchers[keys].sketch(line["prompt"])


def check(path):
    """How many lines differ; says which fields of which, never what a prompt says."""
    total = wrong = 0
    for number, line, made in lines(path):
        wanted = line["sketch"]
        fields = [name for name in sorted(wanted.keys() | made.keys())
                  if name not in wanted or name not in made or wanted[name] != made[name]]
        total += 1
        wrong += bool(fields)
        for name in fields:
            print(f"line {number}: {name} differs", file=sys.stderr)
    print(f"{total} prompts, {wrong} with a difference")
    return wrong


def main():
    parser = argparse.ArgumentParser(description="Prompt sketches, as docs/sketch.md has them.")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--check", metavar="VECTORS", help="exit 1 when a sketch differs")
    group.add_argument("--sketch", metavar="FILE", help="write each line with its sketch")
    arguments = parser.parse_args()
    if arguments.check:
        sys.exit(1 if check(arguments.check) else 0)
    for _, line, made in lines(arguments.sketch):
        line["sketch"] = made
        print(json.dumps(line))


if __name__ == "__main__":
    main()
