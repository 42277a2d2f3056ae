# raise SystemExit without arguments is a success.
print("out")
raise SystemExit
