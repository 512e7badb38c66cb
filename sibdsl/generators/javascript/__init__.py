"""JavaScript: a contract as one module that computes what it comes to, in a browser or elsewhere.

``generator`` is the entry; ``module`` puts a module together from ``contract_data`` (what pages and settlements know),
``rules`` (what the contract says) and the files in ``runtime`` (support code, the same for every contract).
"""
