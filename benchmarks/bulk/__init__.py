"""What bulk parsing costs and keeps: scaling, overhead, memory, resumption, sudden death."""
