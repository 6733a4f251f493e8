"""The verbs on real vaults and mailbags; the road between laptops is carried by hand here."""
