"""Does a file lie on a disk of this machine, where SQLite's locks and shared memory can be trusted?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/mounts")
_REMOTE: Final = frozenset(
    {
        *("afs", "beegfs", "ceph", "cifs", "coda", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("ocfs2", "smb", "smb2", "smb3", "smbfs", "fuse.ceph", "fuse.cephfs", "fuse.curlftpfs"),
        *("fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs"),
        "fuse.sshfs",
    }
)
"""9p is not among them: sandboxes on one machine have it as their root. Without shared memory WAL refuses."""


def network_kind(path: Path, *, mounts: Path = _MOUNTS) -> str | None:
    """The kind of network file system `path` lies on ('nfs4'), or None for a local one or an unknown one.

    `path` need not exist. The mount with the longest matching prefix counts, and of two the later one.
    """
    try:
        table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    resolved = path.resolve()
    above = {str(place): len(place.parts) for place in (resolved, *resolved.parents)}
    longest, kind = 0, ""
    for line in table.splitlines():
        _, point, kind_here, *_ = line.split(" ")
        depth = above.get(_unescaped(point), -1)
        if depth >= longest:
            longest, kind = depth, kind_here
    return kind if kind in _REMOTE else None


def _unescaped(point: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point
