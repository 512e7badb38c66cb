"""Finance and waterfalls worked out: shares, days, schedules of interest, and what each step of a waterfall pays."""
