"""The HTTP side of the companion: guards, one error shape, one blueprint per resource."""
