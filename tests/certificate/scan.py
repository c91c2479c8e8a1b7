"""Reads the pictures of codes with OpenCV, a reader that knows nothing of ours: as they are, and as a camera may see them.

usage: scan.py SALYK      SALYK is the program `salyk`
"""

import json
import subprocess
import sys

import cv2
import numpy as np

INNS = ["03213999900011", "03213999900022"]
AT = "2026-11-23T05:00:00Z"


def salyk(program, *arguments):
    done = subprocess.run([program, "certificate", "--at", AT, *arguments], check=True, capture_output=True)
    return done.stdout


def png(program, arguments):
    data = np.frombuffer(salyk(program, *arguments, "--form", "png"), dtype=np.uint8)
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)


def drawn(program, arguments):
    """What a terminal shows of half blocks, light letters on a dark ground, eight pixels a module."""
    upper, lower = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}, 8
    rows = []
    for line in salyk(program, *arguments).decode().splitlines():
        halves = [upper[character] for character in line]
        rows.append([half[0] for half in halves])
        rows.append([half[1] for half in halves])
    picture = np.array(rows, dtype=np.uint8)
    # The last line's lower half lies below the border, where the terminal is dark.
    return np.kron(picture, np.ones((lower, lower), dtype=np.uint8))


def on_a_table(picture):
    """The picture with grey around it, as a camera frames it."""
    return cv2.copyMakeBorder(picture, 120, 120, 120, 120, cv2.BORDER_CONSTANT, value=150)


def rotated(picture):
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 15, 0.85)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=150)


def pale(picture):
    return np.clip(128 + (picture.astype(np.float32) - 128) * 0.6, 0, 255).astype(np.uint8)


def pressed(picture):
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 30])
    assert done
    return cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)


def blurred(picture, sigma=2):
    return cv2.GaussianBlur(picture, (0, 0), sigma)


SEEN = {
    "as it is": lambda picture: picture,
    "blurred (sigma 2 of 8 pixels a module)": blurred,
    "rotated by 15 degrees": rotated,
    "60 % contrast": pale,
    "JPEG quality 30": pressed,
    "all of these (sigma 1)": lambda picture: pressed(pale(blurred(rotated(picture), 1))),
}


def main(program):
    reader = cv2.QRCodeDetector()
    failed = 0
    for inn in INNS:
        for what in [[], ["--paper"]]:
            arguments = ["--inn", inn, *what]
            told = json.loads(salyk(program, *arguments, "--json"))
            for host, picture in [("PNG", png(program, arguments)), ("terminal", drawn(program, arguments))]:
                for name, seen in SEEN.items():
                    text, _, _ = reader.detectAndDecode(seen(on_a_table(picture)))
                    if text != told["code"]:
                        failed += 1
                        print(f"not read: {host}, version {told['version']}, {name}, {inn} {what}")
    count = len(INNS) * 2 * 2 * len(SEEN)
    print(f"{count - failed} of {count} pictures read by OpenCV {cv2.__version__}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
