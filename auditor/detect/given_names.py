"""Given names that are seldom anything else, of many languages; written down by hand, far from whole."""

GIVEN = frozenset(
    # English, Irish, Scottish, Welsh
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony donald"
    " steven andrew kenneth joshua kevin brian george timothy ronald edward jason jeffrey ryan jacob nicholas eric"
    " jonathan stephen larry justin scott brandon benjamin samuel gregory patrick alexander raymond jerry dennis tyler"
    " aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry austin sean"
    " gerald carl harold dylan arthur lawrence jordan jesse bryan oliver harry alfie leo archie theo freddie finley"
    " mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley"
    " kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy"
    " angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria"
    " catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea"
    " hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean"
    " alice judy isabella julia amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris"
    " kayla alexis lori marie chloe lucy zoe eleanor imogen harriet phoebe poppy freya beatrice gemma fiona siobhan"
    " aoife niamh ciara orla sinead roisin saoirse maeve declan cormac eoin padraig oisin fergus hamish alasdair lachlan"
    " callum ewan isla morag rhys dylan gareth owain cerys bronwen angharad nigel graham clive trevor"
    # German, Dutch, Nordic
    " hans jürgen klaus wolfgang günter dieter stefan andreas matthias thorsten uwe jens holger lukas jonas felix"
    " maximilian florian tobias sebastian moritz ursula ingrid renate helga monika petra sabine heike birgit anke katrin"
    " anneliese greta lotte jan pieter willem joost sander bram maarten thijs daan sven femke sanne anouk marieke lieke"
    " saskia johan erik lars anders nils björn magnus gustav oskar henrik mikkel rasmus søren kasper mads astrid ingeborg"
    " solveig sigrid maren linnea freja karin birgitta åsa elin kirsten pekka mikko antti jukka timo aino päivi eeva"
    # French, Italian, Spanish, Portuguese
    " jean pierre jacques philippe françois michel nicolas laurent olivier thierry mathieu antoine étienne guillaume"
    " julien benoît camille chantal françoise isabelle nathalie sylvie céline aurélie élodie margaux colette amélie"
    " giuseppe giovanni francesco antonio luigi marco matteo lorenzo alessandro davide federico giulia chiara francesca"
    " federica alessia martina paola silvia elena ginevra carlos juan luis miguel javier fernando alejandro diego pablo"
    " sergio andrés ricardo raúl esteban mateo santiago ignacio rodrigo carmen lucía isabel pilar dolores rosario ximena"
    " valentina guadalupe beatriz inés joão pedro tiago rui nuno gonçalo paulo thiago rafael mariana leticia fernanda"
    " juliana larissa catarina"
    # Slavic, Baltic, Greek, Hungarian, Romanian
    " piotr krzysztof andrzej tomasz paweł michał marcin łukasz jakub wojciech agnieszka małgorzata katarzyna magdalena"
    " joanna zofia aleksandra dmitri dmitry sergei sergey alexei ivan mikhail nikolai vladimir igor oleg yuri boris"
    " andrei pavel maxim artem natalia olga tatiana svetlana irina ekaterina ludmila nadia anastasia daria polina oksana"
    " taras bohdan mykola jiří václav zdeněk ondřej petr miroslav zuzana ivana marek milan goran dragan zoran jelena"
    " snežana kristaps jānis giorgos georgios dimitris kostas nikos eleni katerina yiannis istván lászló zoltán gábor"
    " ferenc eszter ilona mihai ioana andreea bogdan radu"
    # Turkish, Arabic, Persian, Hebrew
    " mehmet mustafa ahmet emre burak murat hasan ayşe fatma zeynep elif merve selin mohammed muhammad mohamed ahmed ali"
    " omar hassan hussein khalid youssef ibrahim abdullah abdul tariq bilal karim rashid faisal fatima aisha maryam layla"
    " zainab yasmin noor amina khadija huda rania yusra reza hossein mehdi farhad leila shirin nasrin parisa avi moshe"
    " yael shira noa tamar eitan ariel"
    # South Asian
    " rajesh amit sanjay vijay anil suresh ramesh arjun rahul rohit vikram arvind deepak manoj ashok krishna priya anjali"
    " sunita kavita pooja neha divya lakshmi meera anita shreya ananya aditi imran asif usman zahra ayesha saima nusrat"
    " farhana tharindu nimal dilani"
    # East and South-East Asian in Latin letters
    " hiroshi takashi kenji yuki yuto haruto sakura haruka yoko keiko naoko akiko satoshi kazuki min-jun ji-woo seo-yeon"
    " ji-hoon soo-jin hyun-woo min-ji wei xiaoming xiaoli jing jiahao yuxuan mei-ling haoran zihan minh nguyen linh thuy"
    " huong trang tuan somchai siriporn putri budi siti agus dewi"
    # African
    " oluwaseun chukwuemeka ngozi chinedu adaeze emeka ifeoma folake tunde amara kwame kofi kwabena akosua abena ama"
    " yaw wanjiku kamau njeri otieno akinyi achieng mwangi thabo sipho nomvula lerato zanele tendai tatenda rudo"
    " abebe tigist bekele selam mamadou aminata fatou ousmane".split()
)
"""In lower case. Words that are more often something else (Mark, Grace, Rose, June) are left out."""
