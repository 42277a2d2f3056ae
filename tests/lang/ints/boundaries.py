# Arithmetic around 2**31, 2**53, 2**61, 2**62, 2**63 and 2**64.
for bits in (31, 32, 53, 60, 61, 62, 63, 64, 65, 127, 128):
    edge = 1 << bits
    print(bits, edge - 1, edge, edge + 1, -edge - 1, -edge, -edge + 1)
    print(edge - 1 + 1 == edge, edge + 1 - 1 == edge, -(-edge) == edge, (edge - 1) * (edge + 1) == edge * edge - 1)
    print((edge - 1) * -1, edge // -1, -edge // -1, -edge % -1, abs(-edge), ~edge, ~-edge)
    print((edge - 1) & (edge + 1), (edge - 1) | edge, (edge - 1) ^ -1, edge >> (bits - 1), -edge >> bits, -edge >> (bits + 9))
    print(edge - 1 < edge < edge + 1, -edge < -edge + 1, edge == edge + 0, edge is None, int(str(edge)) == edge)
    print(edge * 3, edge * -3, (edge + 1) * (edge - 1), (edge // 3) * 3 == edge - edge % 3)
