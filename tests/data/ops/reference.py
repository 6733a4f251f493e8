"""The fold told a second time, plainly and slowly: what the product's fold is compared with.

It shares with the product only the values (OpenedOp) and the table of field classes; causality,
admission, domination and entries are written anew.
"""

from __future__ import annotations

from data.ops.fields import FieldClass, as_items, canon, rule_of
from data.ops.opened import OpenedOp


def before(ops: dict[bytes, OpenedOp], late: OpenedOp) -> set[bytes]:
    """The opids of every ancestor that is there."""
    found: set[bytes] = set()
    todo = [late]
    while todo:
        for one in ops.values():
            if one.opid[:16] in todo[-1].deps and one.opid not in found:
                found.add(one.opid)
                todo.insert(0, one)
        todo.pop()
    return found


def reference(given: list[OpenedOp], owner: bytes) -> dict[str, object]:
    """Fields {name: (shown, everything that stands there)}, entries, outside, conflict names."""
    ops = {op.opid: op for op in sorted(given, key=lambda op: (op.lam, op.opid))}
    ancestors = {opid: before(ops, op) for opid, op in ops.items()}
    users, scopes = {owner}, set[str]()
    for _ in ops:
        inside = [o for o in ops.values() if o.author in users or scopes & set(o.scopes)]
        users |= {
            bytes.fromhex(u) for o in inside if o.kind == "g" and o.body for u in o.body.grant
        }
        scopes |= {o.routing.scope for o in inside if o.routing}
    inside = [o for o in ops.values() if o.author in users or scopes & set(o.scopes)]
    lets = [
        (o, bytes.fromhex(u))
        for o in inside
        if o.kind == "g" and o.body
        for u in o.body.grant
        if bytes.fromhex(u) != owner
    ]
    ends = [
        (o, bytes.fromhex(u))
        for o in inside
        if o.kind == "g" and o.body
        for u in o.body.ungrant
        if bytes.fromhex(u) != owner
    ]
    ends = [
        (o, u)
        for o, u in ends
        if o.author == owner or any(g.author == o.author and v == u for g, v in lets)
    ]

    def stands(op: OpenedOp) -> bool:
        against = [e for e, whom in ends if whom == op.author]
        if not against or op.scopes:
            return True
        for g, u in lets:
            if u == op.author and all(
                op.opid in ancestors[e.opid] or e.opid in ancestors[g.opid] for e in against
            ):
                return True
        return False

    inside = [o for o in inside if stands(o)]
    handed = {(g.aud, whom) for g, whom in lets if stands(g)}
    told = [o for o in inside if o.body]

    def saw(late: OpenedOp, early: OpenedOp) -> bool:
        can_read = late.author == early.author or (
            early.aud != "own"
            and (
                late.aud == early.aud
                or late.author == owner
                or (early.aud, late.author) in handed
                or (early.aud == "desk" and bool(scopes & set(late.scopes)))
            )
        )
        return early.opid in ancestors[late.opid] and can_read

    fields: dict[str, tuple[bytes, frozenset[bytes]]] = {}
    conflicts: set[str] = set()
    for name in {name for o in told if o.body for name in o.body.set}:
        rule = rule_of(name)
        writes = [(o, o.body.set[name]) for o in told if o.body and name in o.body.set]
        if rule.field_class is FieldClass.SET:
            kept = sorted(
                {
                    item
                    for o, value in writes
                    for item in as_items(value)
                    if all(item in as_items(w) for late, w in writes if saw(late, o))
                }
            )
            fields[name] = canon(kept), frozenset({canon(kept)})
            continue

        def lowers(late: OpenedOp, new: object, old: object, name: str = name) -> bool:
            grave = ["rendah", "sedang", "tinggi", "darurat"]
            may = name != "level" or late.role == "case_manager"
            return not may and grave.index(str(new)) < grave.index(str(old))

        standing = [
            value
            for o, value in writes
            if not any(saw(late, o) and not lowers(late, w, value) for late, w in writes)
        ]
        values = frozenset(canon(value) for value in standing)
        plain = rule.pick is None or len(values) == 1
        shown = standing[-1] if plain or rule.pick is None else rule.pick(standing)
        if len(values) > 1 and rule.field_class is not FieldClass.A:
            conflicts.add(name)
        fields[name] = canon(shown), values
    voids = {(v.op, v.i) for o in told if o.body for v in o.body.void}
    entries = [
        (o.opid, i, (o.opid.hex(), i) in voids)
        for o in told
        if o.body
        for i in range(len(o.body.entries))
    ]
    outside = {opid for opid, o in ops.items() if o not in inside}
    return {"fields": fields, "entries": entries, "outside": outside, "conflicts": conflicts}
