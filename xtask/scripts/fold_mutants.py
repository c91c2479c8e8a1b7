#!/usr/bin/env python3
"""fold.py LIST.json SRC_TREE OUT_TREE : folds all mutants into one source; writes OUT/folded.json"""
import json,sys,re,os,subprocess,shutil,collections
lst,src,out=sys.argv[1:4]
muts=json.load(open(lst))
def offs(text):
    o=[0]
    for l in text.split('\n'): o.append(o[-1]+len(l)+1)
    return o
def body_open(t,i,end):
    depth=0
    while i<end:
        c=t[i]
        if t.startswith('//',i): i=t.index('\n',i); continue
        if t.startswith('/*',i): i=t.index('*/',i)+2; continue
        if c=='"':
            i+=1
            while t[i]!='"':
                if t[i]=='\\': i+=1
                i+=1
        elif c in '([': depth+=1
        elif c in ')]': depth-=1
        elif c=='{' and depth==0: return i
        i+=1
    raise Exception('no body')
byfile=collections.defaultdict(list)
for n,m in enumerate(muts,1):
    m['id']=n; byfile[m['file']].append(m)
dropped=json.load(open(out+'/dropped.json')) if os.path.exists(out+'/dropped.json') else {}
dropped_names=set(dropped)
regions={}   # file -> list of (first line,last line,id)
apart=[]
for f,ms in byfile.items():
    t=open(f'{src}/{f}').read(); o=offs(t)
    at=lambda p:o[p['line']-1]+p['column']-1
    fns=sorted({(at(m['function']['span']['start']),at(m['function']['span']['end'])) for m in ms if m['function']})
    outer=[]
    for s,e in fns:
        if outer and e<=outer[-1][1]: continue
        outer.append((s,e))
    groups=collections.defaultdict(list)
    for m in ms:
        if not m['function']: apart.append(m['name']); continue
        s,e=at(m['span']['start']),at(m['span']['end'])
        g=next((x for x in outer if x[0]<=s and e<=x[1]),None)
        groups[g].append((m,s,e))
    res='';pos=0;line=1;reg=[]
    def emit(x):
        global line
        nonlocal_res.append(x)
    nonlocal_res=[]; line=1
    def emit(x):
        global line
        nonlocal_res.append(x); line+=x.count('\n')
    for g in outer:
        s,e=g; b=body_open(t,s,e); sig=t[s:b]
        emit(t[pos:b+1]); pos=e-1
        code=re.sub(r'//.*','',sig)
        if re.search(r'\bconst\b(?=.*\bfn\b)',code) or re.search(r'->.*\bimpl\b',code,re.S):
            apart+= [m['name'] for m,_,_ in groups[g]]
            emit(t[b+1:e-1]); continue
        emit('\nmatch crate::folded::on() {\n')
        for m,ms_,me in groups[g]:
            if m['name'] in dropped_names: continue
            first=line
            emit(f"{m['id']} => {{"+t[b+1:ms_]+m['replacement']+' '+t[me:e-1]+"}\n")
            reg.append((first,line-1,m['id']))
        emit('_ => {'+t[b+1:e-1]+'}\n}\n')
    emit(t[pos:])
    open(f'{out}/{f}','w').write(''.join(nonlocal_res)); regions[f]=reg
lib=open(f'{src}/core/regulation/src/lib.rs').read()
open(f'{out}/core/regulation/src/lib.rs','w').write(lib+'\nmod folded;\n')
open(f'{out}/core/regulation/src/folded.rs','w').write('''//! Which.
use std::sync::OnceLock;
static ON: OnceLock<usize> = OnceLock::new();
/// Which.
pub(crate) fn on() -> usize {
    *ON.get_or_init(|| std::env::var("MUTANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0))
}
''')
json.dump({'regions':regions,'apart':apart,'names':{m['id']:m['name'] for m in muts}},open(out+'/folded.json','w'))
print(len(muts),'apart',len(apart),'dropped',len(dropped))
