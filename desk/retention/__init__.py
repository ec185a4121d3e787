"""Case files whose term is over: found, proposed by one, decided by another, destroyed; that they existed is kept."""
