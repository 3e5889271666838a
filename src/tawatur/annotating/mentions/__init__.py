"""Names of people, places and organisations, with the roles beside them."""
