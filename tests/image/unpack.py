"""Checks an image archive and unpacks it as a container runtime would: unpack.py IMAGE.tar FOLDER.

Prints shell assignments: what the image says about how it is run, and its sizes in bytes.
"""

import hashlib
import io
import json
import pathlib
import shlex
import sys
import tarfile
import zlib

archive, folder = sys.argv[1], pathlib.Path(sys.argv[2])
with tarfile.open(archive) as tar:
    blobs = {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}


def follow(descriptor):
    content = blobs["blobs/" + descriptor["digest"].replace(":", "/")]
    assert len(content) == descriptor["size"], descriptor
    assert hashlib.sha256(content).hexdigest() == descriptor["digest"].split(":")[1], descriptor
    return content


(only,) = json.loads(blobs["index.json"])["manifests"]
manifest = json.loads(follow(only))
config = json.loads(follow(manifest["config"]))
(docker,) = json.loads(blobs["manifest.json"])
assert docker["Config"] == "blobs/" + manifest["config"]["digest"].replace(":", "/")
assert len(docker["Layers"]) == len(manifest["layers"]) == len(config["rootfs"]["diff_ids"])

unpacked = 0
for layer, named, diff_id in zip(manifest["layers"], docker["Layers"], config["rootfs"]["diff_ids"]):
    assert named == "blobs/" + layer["digest"].replace(":", "/")
    plain = zlib.decompress(follow(layer), wbits=31)
    assert "sha256:" + hashlib.sha256(plain).hexdigest() == diff_id
    unpacked += len(plain)
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        tar.extractall(folder, numeric_owner=True)

run = config["config"]
print("image_user=" + shlex.quote(run["User"]))
print("image_environment=(" + " ".join(map(shlex.quote, run["Env"])) + ")")
print("image_entrypoint=(" + " ".join(map(shlex.quote, run["Entrypoint"])) + ")")
print(f"image_compressed={sum(layer['size'] for layer in manifest['layers'])}")
print(f"image_unpacked={unpacked}")
print(f"image_digest={only['digest']}")
