"""How far next, the runs after it, the goal, and what one run would do."""
