"""From the checked model to the payment IR: one file an area, ``lower`` in front."""
