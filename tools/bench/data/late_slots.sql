-- $count of the $gaps empty slots, evenly spread: readings that nothing on the grid has yet.
select
  null::bigint as reading,
  0 as again,
  (range * $gaps::bigint // $count::bigint + 1) * $gap::bigint - 1 as slot
from range($count::bigint)
