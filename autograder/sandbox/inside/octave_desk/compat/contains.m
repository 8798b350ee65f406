% Whether texts contain a pattern.
function yes = contains(texts, pattern)
  if ischar(texts)
    texts = {texts};
  end
  yes = cellfun(@(s) any(cellfun(@(p) ! isempty(strfind(s, p)), cellstr(pattern))), texts);
end
