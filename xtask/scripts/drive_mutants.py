import json,os,subprocess,sys,resource,time,fcntl
os.chdir('./fold2/core/regulation')
try: open('/proc/self/autogroup','w').write('15')
except Exception: pass
D='target/mutants/deps/'
LIB=D+'salyk_regulation-890bcd75e0ea0e0a'; COR=D+'corpus-4d344d3a21b03763'; WD=D+'working_days-3dbe287648fa68ae'; DO=D+'days_off-70cfbf5a43c1c026'
F=json.load(open('../../folded.json')); dropped=set(json.load(open('../../dropped.json'))); apart=set(F['apart'])
OUT='./found.jsonl'
w,n=int(sys.argv[1]),int(sys.argv[2])
def lim(): resource.setrlimit(resource.RLIMIT_AS,(6<<30,6<<30))
def run(c,t,env):
    try: return subprocess.run(c,env=env,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL,timeout=t,preexec_fn=lim).returncode
    except subprocess.TimeoutExpired: return 'timeout'
done=set()
if os.path.exists(OUT):
    for l in open(OUT): done.add(json.loads(l)['id'])
ids=[int(i) for i,nm in F['names'].items() if nm not in dropped and nm not in apart]
for i in ids:
    if i%n!=w or i in done: continue
    env=dict(os.environ,MUTANT=str(i),RUST_BACKTRACE='0'); t0=time.time()
    r='missed'
    for what,c,t in [('corpus',[COR,'every_case_holds','the_corpus_is_whole'],12),('unit',[LIB,'--skip','properties'],40),('schemas',[COR,'schemas'],60),('calendar',[WD],30),('days',[DO],30)]:
        rc=run(c,t,env)
        if rc=='timeout': r='timeout:'+what; break
        if rc!=0: r='caught:'+what; break
    with open(OUT,'a') as f:
        fcntl.flock(f,fcntl.LOCK_EX); f.write(json.dumps(dict(id=i,name=F['names'][str(i)],r=r,s=round(time.time()-t0,2)))+'\n')
