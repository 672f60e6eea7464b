"""What a declaration cannot say: values that are worked out, root fields that are not lists, and entities."""
