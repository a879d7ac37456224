"""What is told: one type a finding, and the rules by which its verdict is reached."""
