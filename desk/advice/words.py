WORDS = tuple(f"w{i}" for i in range(1024))
