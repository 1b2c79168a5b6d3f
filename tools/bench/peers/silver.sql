-- Cells of both views, judged, without repeats, in silver's columns. Tables: source, tag, unit, state; macros: long_cell, wide_cell.
with cell as (
  from long_cell
  union all by name
  from wide_cell
),
parsed as (
  select
    cell.*,
    tag.tag_no,
    tag.tag_id,
    tag.unit,
    wanted.dimension as wanted_dimension,
    wanted.factor as wanted_factor,
    wanted."offset" as wanted_offset,
    trim(value_raw) as text,
    if(
      regexp_full_match(trim(value_raw), '[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?'), try_cast(trim(value_raw) as double), null
    ) as number,
    coalesce(unit_raw <> tag.unit, false) as is_converted
  from cell
  join tag using (site, asset, attribute)
  left join unit as wanted on wanted.alias = tag.unit
),
judged as (
  select
    parsed.* exclude (number),
    if(
      is_converted,
      (number * given.factor + given."offset" - wanted_offset) / wanted_factor,
      number
    ) as number,
    coalesce(given_code, state.code) as state_code,
    coalesce(state.name, if(is_system, text, null)) as state_name,
    case
      when is_system or state.code is not null then 'STATE_SYSTEM'
      when coalesce(text, '') = '' then 'VALUE_EMPTY'
      when not good then 'QUALITY_BAD'
      when number is null then 'VALUE_UNPARSEABLE'
      when is_converted and given.alias is null then 'UNIT_UNKNOWN'
      when is_converted and given.dimension <> wanted_dimension then 'UNIT_DIMENSION'
      when isinf(number) then 'VALUE_NONFINITE'
    end as reason
  from parsed
  left join state on parsed.number is null and state.name_key = lower(text)
  left join unit as given on is_converted and given.alias = unit_raw
),
single as (
  from judged
  where event_ticks is not null
  qualify row_number() over (partition by tag_no, event_ticks order by arrival, source_row) = 1
)
select
  single.site,
  make_timestamp((event_ticks - 621_355_968_000_000_000) // 10)::date as event_date,
  tag_id,
  make_timestamp((event_ticks - 621_355_968_000_000_000) // 10)::timestamptz as event_time,
  event_ticks,
  0::integer as seq,
  if(reason is null, number, null) as value,
  null::varchar as value_string,
  case
    when reason is not null then 'bad'
    when questionable then 'questionable'
    when substituted then 'substituted'
    else 'good'
  end as quality,
  reason,
  state_code,
  state_name,
  unit,
  value_raw,
  unit_raw,
  source.key as source_object,
  source.version as source_version,
  source_row,
  source.landed_at,
  source.ordinal,
  0::integer as revision,
  true as is_current,
  'peer' as run_id,
  '1' as rule_version
from single
join source using (arrival)
order by tag_no, event_ticks
